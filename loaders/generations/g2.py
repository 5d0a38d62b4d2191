"""G2: executions have a table of their own, `tool_execution_state` (TES), `te/<TES id>` (galaxy/records.md 2.4, 3, 4).

Who names the TES moved from step to step of the migrations; each place is looked at on its own. A link to a TES that
does not exist counts as none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from loaders.generations.base import MEMBERS, Output
from loaders.generations.step_state import ICJ, STEPS, StepState
from loaders.ids import kept
from loaders.keys import ExecutionId
from loaders.resolver import Links, Resolution
from loaders.source import Row
from loaders.values import as_text

TES = "tool_execution_state"
TES_ID = "tool_execution_state_id"
TEICA = "tool_execution_implicit_collection_association"
ICJS = "implicit_collection_jobs"


class G2(StepState):
    """The branch of Galaxy with TES; every step of its migrations."""

    family = "G2"

    @property
    def name(self) -> str:
        """The step of the migrations; e and f differ in a constraint only."""
        steps = (
            ("e", self.source.has(TEICA)),
            ("d", self.source.has(TES, "tool_source_id")),
            ("c", self.source.has("tool_source", "identity_hash")),
        )
        return "G2" + next((letter for letter, is_there in steps if is_there), "b")

    def resolve_mapped(self, icjs: Iterable[int]) -> dict[int, Resolution]:
        """Its own TES; where ICJs name none (early script) that of its jobs; else its outputs', its step's."""
        icjs = list(icjs)
        own = {icj: Resolution(ExecutionId("te", te), "own") for icj, te in self._named(ICJS, icjs).items()}
        return super().resolve_mapped(icjs) | own

    def executions_of(self, jobs: Iterable[int]) -> dict[int, int]:
        """Return the TES that each job's own row names."""
        return self._named("job", jobs)

    def executions_of_members(self, jobs: Iterable[int]) -> dict[int, int]:
        """Where ICJs name a TES, what their jobs name does not count, even when the ICJ names none."""
        if self.source.has(ICJS, TES_ID):
            return {}
        jobs = kept(jobs)
        return self._by_request(jobs) | self.executions_of(jobs)

    def links_of_jobs(self, jobs: Iterable[int]) -> dict[int, Links]:
        """A job that lost its TES has that of its request: only the last job of a batch keeps it."""
        jobs = kept(jobs)
        requests = self._by_request(jobs)
        links = super().links_of_jobs(jobs)
        return {job: replace(links.get(job, Links()), request=requests.get(job)) for job in jobs}

    def candidates(self, captured: list[int]) -> set[int]:
        """Return jobs that name the TES, or whose request, ICJ or step does."""
        requests = self._naming("tool_request", captured)
        steps = list(self.source.lookup(STEPS, ("job_id", ICJ), TES_ID, captured))
        icjs = {*self._naming(ICJS, captured), *(step[ICJ] for step in steps)} - {None}
        return (
            {*self._naming("job", captured), *super().candidates(list(requests))}
            | {step["job_id"] for step in steps if isinstance(step["job_id"], int)}
            | {job for jobs in self.jobs_in(icjs).values() for job in jobs}
        )

    def outputs_of(self, captured: Iterable[int]) -> dict[int, list[Output]]:
        """Collections that TEICA ties to the TES, TRICA to its request; of workflows' empty map-overs the ICJ's."""
        captured, outputs = list(captured), defaultdict[int, list[Output]](list)
        columns = ("dataset_collection_id", "output_name")
        for row in self.source.lookup(TEICA, columns, TES_ID, captured):
            if row["dataset_collection_id"] is not None:
                outputs[row[TES_ID]].append(Output(row["dataset_collection_id"], as_text(row["output_name"])))
        requests = self._naming("tool_request", captured)
        for request, found in super().outputs_of(requests).items():
            outputs[requests[request]].extend(found)
        for te, found in self._empty_of(captured).items():
            outputs[te].extend(found)
        return {te: list(dict.fromkeys(found)) for te, found in outputs.items()}

    def is_superseded(self, job: Row) -> bool:
        """Where ICJs name the TES, jobs under them must not (galaxy/records.md 3)."""
        return job[TES_ID] is not None and self.source.has(ICJS, TES_ID)

    def tied_to(self, hdcas: Iterable[int]) -> list[tuple[int, int]]:
        """TEICA says it, or TRICA by the request."""
        hdcas = list(hdcas)
        by_request = super().tied_to(hdcas)
        requests = self._named("tool_request", {request for _, request in by_request})
        rows = [
            (row["dataset_collection_id"], row[TES_ID])
            for row in self.source.lookup(TEICA, (TES_ID,), "dataset_collection_id", hdcas)
        ]
        known = self._known(te for _, te in rows)
        return [(hdca, te) for hdca, te in rows if te in known] + [
            (hdca, requests[request]) for hdca, request in by_request if request in requests
        ]

    def count_jobs(self, captured: Iterable[int]) -> dict[int, int]:
        """Return about how many jobs each TES has: the most that its own name, its request or its ICJ counts."""
        captured = list(captured)
        counts = Counter(self.source.count("job", TES_ID, captured))
        for naming, table, by in (("tool_request", "job", "tool_request_id"), (ICJS, MEMBERS, ICJ)):
            named = self._naming(naming, captured)
            for row, count in self.source.count(table, by, named).items():
                counts[named[row]] = max(counts[named[row]], count)
        return counts

    def first_jobs(self, jobs: Mapping[int, Sequence[int]]) -> dict[int, int]:
        """Return the lowest job of its request, else of the TES."""
        requests = self._naming("tool_request", jobs)
        found = {te: min(its) for te, its in jobs.items() if its}
        by_request = self.source.first("job", "tool_request_id", requests)
        return found | {requests[request]: job for request, job in sorted(by_request.items())}

    def tool_sources_of(self, captured: Iterable[int]) -> dict[int, int | None]:
        """The TES names it, before G2d its request."""
        captured = list(captured)
        requests = self._naming("tool_request", captured)
        found = {requests[request]: source for request, source in super().tool_sources_of(requests).items()}
        for row in self.source.lookup(TES, ("tool_source_id",), "id", captured):
            if row["tool_source_id"] is not None:
                found[row["id"]] = row["tool_source_id"]
        return found

    def used_tool_sources(self, tool_sources: Iterable[int]) -> set[int]:
        """The TES names it, before G2d its request."""
        tool_sources = list(tool_sources)
        rows = list(self.source.lookup("tool_request", (TES_ID,), "tool_source_id", tool_sources))
        known = self._known(row[TES_ID] for row in rows)
        by_request = {row["tool_source_id"] for row in rows if row[TES_ID] in known}
        return by_request | {*self.source.first(TES, "tool_source_id", tool_sources)}

    def captured_by(self, steps: Sequence[Row]) -> dict[int, ExecutionId]:
        """Return the TES of each step that has one, valid or not."""
        known = self._known(step[TES_ID] for step in steps)
        own = {step["id"]: ExecutionId("te", step[TES_ID]) for step in steps if step[TES_ID] in known}
        return super().captured_by(steps) | own

    def _empty_of(self, captured: list[int]) -> dict[int, list[Output]]:
        """Return the collections of map-overs without a job that ran for these TES."""
        steps = self.source.lookup(STEPS, (ICJ,), TES_ID, captured)
        resolved = self.resolve_mapped({*self._naming(ICJS, captured), *(step[ICJ] for step in steps)} - {None})
        found: dict[int, list[Output]] = defaultdict(list)
        for icj, outputs in self.outputs_without_jobs(resolved).items():
            if resolved[icj].execution.kind == "te":
                found[resolved[icj].execution.id].extend(outputs)
        return found

    def _by_request(self, jobs: Iterable[int]) -> dict[int, int]:
        """Return the TES of the request of each job."""
        requests = super().executions_of(jobs)
        named = self._named("tool_request", set(requests.values()))
        return {job: named[request] for job, request in requests.items() if request in named}

    def _named(self, table: str, ids: Iterable[int]) -> dict[int, int]:
        """Return the TES that each row of a table names, where that TES exists."""
        rows = self.source.pick(table, ("id", TES_ID), "id", ids)
        known = self._known(te for _, te in rows)
        return {row: te for row, te in rows if te in known}

    def _naming(self, table: str, captured: Iterable[int]) -> Mapping[int, int]:
        """Return the rows of a table that name one of these TES, and which."""
        return dict(self.source.recall(table, ("id", TES_ID), TES_ID, captured))

    def _known(self, captured: Iterable[int | None]) -> set[int]:
        return {te for (te,) in self.source.recall(TES, ("id",), "id", captured)}
