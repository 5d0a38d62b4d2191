"""G1: tool requests (galaxy/records.md 0). A request is the execution, `te/<request id>`: the migration keeps ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from loaders import values
from loaders.generations.base import Output
from loaders.generations.g0 import G0
from loaders.resolver import Links, Resolution, resolve_mapped

TRICA = "tool_request_implicit_collection_association"


class G1(G0):
    """Galaxy 24.2 to 26.1; what came in between (TRICA, source classes, job states) is looked at column by column."""

    family = "G1"

    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """The one request of its jobs; without jobs the request that its outputs are tied to; else the ICJ itself."""
        icjs = list(icjs)
        jobs = self.jobs_in(icjs)
        named = self.executions_of_members(job for members in jobs.values() for job in members)
        tied = self.tied_icjs(icj for icj in icjs if icj not in jobs)
        return {icj: resolve_mapped(icj, [named.get(job) for job in jobs.get(icj, ())], tied[icj]) for icj in icjs}

    def jobs_of(self, captured: Iterable[int]) -> dict[int, list[int]]:
        """Jobs that name the execution, and those beside them under an ICJ that belongs to it."""
        candidates = self.candidates(list(captured))
        icjs = {member.icj for member in self.memberships(candidates).values()}
        candidates.update(job for jobs in self.jobs_in(icjs).values() for job in jobs)
        found: dict[int, list[int]] = defaultdict(list)
        for job, (execution, _) in sorted(self.resolve_jobs(candidates).items()):
            if execution.kind == "te":
                found[execution.id].append(job)
        return found

    def outputs_of(self, captured: Iterable[int]) -> dict[int, list[Output]]:
        """Collections that TRICA ties to the request."""
        outputs: dict[int, list[Output]] = defaultdict(list)
        columns = ("dataset_collection_id", "output_name")
        for row in self.source.lookup(TRICA, columns, "tool_request_id", captured):
            if row["dataset_collection_id"] is not None:
                output = Output(row["dataset_collection_id"], values.as_text(row["output_name"]))
                outputs[row["tool_request_id"]].append(output)
        return outputs

    def count_jobs(self, captured: Iterable[int]) -> dict[int, int]:
        """Return the number of jobs that name each request."""
        return self.source.count("job", "tool_request_id", captured)

    def first_jobs(self, jobs: Mapping[int, Sequence[int]]) -> dict[int, int]:
        """Return the lowest job that names each request."""
        return self.source.first("job", "tool_request_id", jobs)

    def tool_sources_of(self, captured: Iterable[int]) -> dict[int, int | None]:
        """Return `tool_request.tool_source_id`."""
        rows = self.source.lookup("tool_request", ("tool_source_id",), "id", captured)
        return {row["id"]: row["tool_source_id"] for row in rows}

    def used_tool_sources(self, tool_sources: Iterable[int]) -> set[int]:
        """Return those that a request names."""
        return set(self.source.first("tool_request", "tool_source_id", tool_sources))

    def links_of_jobs(self, jobs: Iterable[int]) -> dict[int, Links]:
        """A job names its request."""
        return {job: Links(own=request) for job, request in self.executions_of(jobs).items()}

    def executions_of(self, jobs: Iterable[int]) -> dict[int, int]:
        """Return the execution that each job's own row names: `job.tool_request_id`, where that request exists."""
        rows = self.source.pick("job", ("id", "tool_request_id"), "id", jobs)
        known = {request for (request,) in self.source.recall("tool_request", ("id",), "id", (row[1] for row in rows))}
        return {job: request for job, request in rows if request in known}

    def executions_of_members(self, jobs: Iterable[int]) -> dict[int, int]:
        """Return the execution that jobs under an ICJ name for it."""
        return self.executions_of(jobs)

    def candidates(self, captured: list[int]) -> set[int]:
        """Return jobs that may belong to these executions."""
        return {job for (job,) in self.source.pick("job", ("id",), "tool_request_id", captured)}

    def tied_to(self, hdcas: Iterable[int]) -> list[tuple[int, int]]:
        """Return (HDCA, execution) of collections that an execution was to make."""
        rows = self.source.lookup(TRICA, ("tool_request_id",), "dataset_collection_id", hdcas)
        found = ((row["dataset_collection_id"], row["tool_request_id"]) for row in rows)
        return [(hdca, request) for hdca, request in found if request is not None]

    def tied_icjs(self, icjs: Iterable[int]) -> dict[int, list[int]]:
        """Return the executions that the outputs of each ICJ are tied to."""
        outputs = self.outputs_in(icjs)
        by_output = {output.hdca: icj for icj, found in outputs.items() for output in found}
        tied: dict[int, list[int]] = defaultdict(list)
        for hdca, execution in self.tied_to(by_output):
            tied[by_output[hdca]].append(execution)
        return tied


class G2a(G1):
    """The branch of Galaxy with TES before that table: tool sources have identity columns, empty in old rows."""

    family = "G2a"
