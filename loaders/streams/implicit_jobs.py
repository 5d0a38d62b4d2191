"""Map-overs (ICJs), and the executions of those without a captured request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders import executions
from loaders.batch import Batch
from loaders.executions import Event, Evidence
from loaders.generations.base import MEMBERS
from loaders.record import Record
from loaders.resolver import Resolution
from loaders.streams.base import Stream

NEW = "new"


class ImplicitCollectionJobs(Stream):
    """implicit_collection_jobs → ImplicitCollectionJobs, RAN_FOR; ToolExecution `icj/…`, CONSUMED_BY, PRODUCED."""

    name = "implicit_collection_jobs"
    table = "implicit_collection_jobs"
    columns = ("populated_state",)
    kinds = (("ImplicitCollectionJobs", "icj"), ("ToolExecution", "icj"))
    references = (("tool_execution_state_id", "tool_execution_state"),)
    size = 200

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ImplicitCollectionJobs)-[:RAN_FOR {via}]->(:ToolExecution)."""
        batch, ids = Batch(), [record.id for record in records]
        self.note_strays(records)
        resolved = self.generation.resolve_mapped(ids)
        events = self._events([icj for icj in ids if not resolved[icj].is_captured])
        evidence = executions.read_evidence(self.source, events.values())
        for icj in records:
            batch.begin(icj.id)
            self._add(batch, icj, resolved[icj.id])
            if icj.id in events:
                add_missing(batch, self, events[icj.id], evidence)
        return batch

    def still_open(self, records: Sequence[Record]) -> set[int]:
        """Map-overs that are not populated yet (galaxy/records.md 6)."""
        return {icj.id for icj in records if icj.row["populated_state"] == NEW}

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The jobs of each map-over."""
        return self.source.count(MEMBERS, "implicit_collection_jobs_id", [icj.id for icj in records])

    def _add(self, batch: Batch, icj: Record, resolution: Resolution) -> None:
        name = self.keys.implicit_jobs(icj.id)
        batch.node(name, populated_state=icj.text("populated_state"))
        batch.own(name, "RAN_FOR")
        batch.edge("RAN_FOR", name, self.keys.execution(resolution.execution), via=resolution.via)

    def _events(self, icjs: Sequence[int]) -> dict[int, Event]:
        """Return executions that stand on their ICJ; without jobs only their collections tell what they made."""
        jobs = self.generation.jobs_in(icjs)
        outputs = self.generation.outputs_in(icj for icj in icjs if icj not in jobs)
        resolved = self.generation.resolve_mapped(icjs)
        return {icj: Event(resolved[icj].execution, jobs.get(icj, ()), outputs.get(icj, ())) for icj in icjs}


def add_missing(batch: Batch, stream: Stream, event: Event, evidence: Evidence) -> None:
    """(:ToolExecution {state: missing}): nothing was captured, so its records are the evidence."""
    known = executions.describe(event, evidence)
    external = executions.external_inputs(event, evidence)
    batch.node(stream.keys.execution(event.id), state="missing", external_inputs=external, **known)
    executions.add_outputs(batch, stream.keys, event, evidence)
    executions.add_recorded_inputs(batch, stream.keys, event, evidence)
