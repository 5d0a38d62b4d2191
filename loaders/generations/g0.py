"""G0: no captured requests. A job, or the ICJ above it, is its own execution (galaxy/records.md 0, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loaders.generations.base import Generation, Output
from loaders.ids import kept
from loaders.resolver import NO_LINKS, Links, Resolution, own, resolve_job
from loaders.source import Row


class G0(Generation):
    """Galaxy up to 24.1."""

    family = "G0"

    def resolve_jobs(self, jobs: Iterable[int]) -> dict[int, Resolution]:
        """Under an ICJ its execution, else the job itself."""
        jobs = kept(jobs)
        members = self.memberships(jobs)
        mapped = self.resolve_mapped({member.icj for member in members.values()})
        links = self.links_of_jobs(jobs)
        return {
            job: resolve_job(job, mapped.get(members[job].icj) if job in members else None, links.get(job, NO_LINKS))
            for job in jobs
        }

    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """Every ICJ is an execution."""
        return {icj: own("icj", icj) for icj in icjs}

    def resolve_steps(self, steps: Sequence[Row]) -> dict[int, Resolution]:
        """A step runs what its ICJ, or its job, belongs to."""
        mapped = self.resolve_mapped({s["implicit_collection_jobs_id"] for s in steps} - {None})
        jobs = self.resolve_jobs({s["job_id"] for s in steps} - {None})
        found = {s["id"]: mapped.get(s["implicit_collection_jobs_id"]) or jobs.get(s["job_id"]) for s in steps}
        return {step: resolution for step, resolution in found.items() if resolution}

    def jobs_of(self, captured: Iterable[int]) -> dict[int, list[int]]:
        """Nothing is captured."""
        return {te: [] for te in captured}

    def outputs_of(self, captured: Iterable[int]) -> dict[int, list[Output]]:
        """Nothing is captured."""
        return {te: [] for te in captured}

    def count_jobs(self, captured: Iterable[int]) -> dict[int, int]:  # noqa: ARG002 - nothing is captured
        """Nothing is captured."""
        return {}

    def first_jobs(self, jobs: Mapping[int, Sequence[int]]) -> dict[int, int]:  # noqa: ARG002 - nothing is captured
        """Nothing is captured."""
        return {}

    def jobs_of_steps(self, steps: Iterable[int]) -> dict[int, list[int]]:
        """No step is an execution."""
        return {step: [] for step in steps}

    def outputs_of_steps(self, steps: Iterable[int]) -> dict[int, list[Output]]:
        """No step is an execution."""
        return {step: [] for step in steps}

    def is_superseded(self, job: Row) -> bool:  # noqa: ARG002 - only G2 has such a rule
        """Jobs and ICJs name no execution."""
        return False

    def tool_sources_of(self, captured: Iterable[int]) -> dict[int, int | None]:
        """Nothing is captured."""
        return dict.fromkeys(captured)

    def used_tool_sources(self, tool_sources: Iterable[int]) -> set[int]:  # noqa: ARG002 - nothing is captured
        """Nothing is captured."""
        return set()

    def links_of_jobs(self, jobs: Iterable[int]) -> dict[int, Links]:
        """Return what names the execution of each job: nothing does."""
        return dict.fromkeys(jobs, NO_LINKS)
