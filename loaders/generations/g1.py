"""G1: tool requests (galaxy/records.md 0). A request is the execution, `te/<request id>`: the migration keeps ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from loaders import values
from loaders.generations.base import Output
from loaders.generations.g0 import G0
from loaders.resolver import Resolution, resolve_mapped

TRICA = "tool_request_implicit_collection_association"


class G1(G0):
    """Galaxy 24.2 to 26.1; what came in between (TRICA, source classes, job states) is looked at column by column."""

    name = "G1"

    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """The one request of its jobs; without jobs the request that its outputs are tied to; else the ICJ itself."""
        icjs = list(icjs)
        jobs = self.jobs_in(icjs)
        requests = self.requests_of(job for members in jobs.values() for job in members)
        tied = self._tied(icj for icj in icjs if icj not in jobs)
        return {icj: resolve_mapped(icj, [requests.get(job) for job in jobs.get(icj, ())], tied[icj]) for icj in icjs}

    def jobs_of(self, captured: Iterable[int]) -> dict[int, list[int]]:
        """Jobs with the request, and those beside them under an ICJ that belongs to it."""
        rows = self.source.lookup("job", ("id",), "tool_request_id", captured)
        candidates = {row["id"] for row in rows}
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

    def requests_of(self, jobs: Iterable[int]) -> dict[int, int | None]:
        """`job.tool_request_id`, where that request exists."""
        rows = list(self.source.lookup("job", ("tool_request_id",), "id", jobs))
        wanted = (row["tool_request_id"] for row in rows)
        known = {row["id"] for row in self.source.lookup("tool_request", (), "id", wanted)}
        return {row["id"]: row["tool_request_id"] for row in rows if row["tool_request_id"] in known}

    def _tied(self, icjs: Iterable[int]) -> dict[int, list[int]]:
        """Return the requests that TRICA ties the outputs of each ICJ to."""
        outputs = self.outputs_in(icjs)
        by_output = {output.hdca: icj for icj, found in outputs.items() for output in found}
        tied: dict[int, list[int]] = defaultdict(list)
        for row in self.source.lookup(TRICA, ("tool_request_id",), "dataset_collection_id", by_output):
            if row["tool_request_id"] is not None:
                tied[by_output[row["dataset_collection_id"]]].append(row["tool_request_id"])
        return tied
