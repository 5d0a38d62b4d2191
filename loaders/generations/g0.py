"""G0: no captured requests. A job, or the ICJ above it, is its own execution (galaxy/records.md 0, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.generations.base import Generation, Membership, Output
from loaders.resolver import Resolution, own, resolve_job
from loaders.source import Row

MEMBERS = "implicit_collection_jobs_job_association"


class G0(Generation):
    """Galaxy up to 24.1."""

    name = "G0"

    def resolve_jobs(self, jobs: Iterable[int]) -> dict[int, Resolution]:
        """Under an ICJ its execution, else the job itself."""
        jobs = list(jobs)
        members = self.memberships(jobs)
        mapped = self.resolve_mapped({member.icj for member in members.values()})
        own_requests = self.requests_of(jobs)
        return {
            job: resolve_job(job, mapped.get(members[job].icj) if job in members else None, own_requests.get(job))
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
        return {}

    def outputs_of(self, captured: Iterable[int]) -> dict[int, list[Output]]:
        """Nothing is captured."""
        return {}

    def requests_of(self, jobs: Iterable[int]) -> dict[int, int]:
        """Return the request of each job that has one."""
        return {}

    def memberships(self, jobs: Iterable[int]) -> dict[int, Membership]:
        """Return the ICJ of each job that is in one; the lowest, should there be several."""
        rows = list(self.source.lookup(MEMBERS, ("implicit_collection_jobs_id", "order_index"), "job_id", jobs))
        icjs = (row["implicit_collection_jobs_id"] for row in rows)
        known = {row["id"] for row in self.source.lookup("implicit_collection_jobs", (), "id", icjs)}
        found: dict[int, Membership] = {}
        for row in rows:
            member = Membership(row["implicit_collection_jobs_id"], row["order_index"])
            if member.icj in known and (row["job_id"] not in found or member.icj < found[row["job_id"]].icj):
                found[row["job_id"]] = member
        return found

    def jobs_in(self, icjs: Iterable[int]) -> dict[int, list[int]]:
        """Return the jobs of each ICJ, in the order of their ids."""
        jobs: dict[int, set[int]] = {}
        for row in self.source.lookup(MEMBERS, ("job_id",), "implicit_collection_jobs_id", icjs):
            if row["job_id"] is not None:
                jobs.setdefault(row["implicit_collection_jobs_id"], set()).add(row["job_id"])
        return {icj: sorted(found) for icj, found in jobs.items()}

    def outputs_in(self, icjs: Iterable[int]) -> dict[int, list[Output]]:
        """Return the collections that each ICJ made itself: a copy carries the ICJ of its original (records.md 8.2)."""
        columns = ("id", "implicit_output_name", "copied_from_history_dataset_collection_association_id")
        outputs: dict[int, list[Output]] = {}
        for row in self.source.lookup(
            "history_dataset_collection_association", columns, "implicit_collection_jobs_id", icjs
        ):
            if row["copied_from_history_dataset_collection_association_id"] is None:
                output = Output(row["id"], row["implicit_output_name"])
                outputs.setdefault(row["implicit_collection_jobs_id"], []).append(output)
        return outputs
