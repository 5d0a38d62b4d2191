"""Captured executions, wherever the source keeps them: the payload, its validity, what it names, what came of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders import executions, payload, tools
from loaders.batch import Batch
from loaders.elements import Element, find_elements
from loaders.executions import Event, Evidence
from loaders.keys import ExecutionId
from loaders.payload import Inputs, Reference
from loaders.record import Record
from loaders.streams.base import Stream, weight_of
from loaders.values import Json


@dataclass(frozen=True, slots=True)
class Capture:
    """An execution, its validity, its decoded payload (an object or None) and what that names, when valid."""

    record: Record
    state: str
    payload: Json
    inputs: Inputs
    event: Event
    source: int | None = None
    """Its row in `tool_source`, if it has one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to a batch of executions."""

    evidence: Evidence
    elements: Mapping[int, Element] = field(default_factory=dict)
    tools: Mapping[int, tools.Identity] = field(default_factory=dict)
    sources: frozenset[int] = frozenset()


class Captured(Stream):
    """Rows with a payload → ToolExecution, CONSUMED_BY, PRODUCED. Say what the event is and how valid its payload."""

    size = 500

    @abstractmethod
    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        """Return the execution that stands on each of these rows."""

    @abstractmethod
    def validity(self, record: Record, body: Json) -> str:
        """Return the validity of a row's payload, which is None when it is no object."""

    def sources_of(self, records: Sequence[Record]) -> Mapping[int, int | None]:
        """Return the row of `tool_source` that each execution ran."""
        return {record.id: record.row["tool_source_id"] for record in records}

    def captures(self, records: Sequence[Record]) -> list[Capture]:
        """Read the payloads of rows."""
        events, sources = self.events([record.id for record in records]), self.sources_of(records)
        return [self._capture(record, events[record.id], sources.get(record.id)) for record in records]

    def facts(self, captures: Sequence[Capture]) -> Facts:
        """Look up what belongs to these executions."""
        named = (r.id for capture in captures for r in capture.inputs.references if r.src == "dce")
        jobless = [capture.source for capture in captures if not capture.event.jobs]
        sources = self.source.lookup("tool_source", (), "id", (capture.source for capture in captures))
        return Facts(
            executions.read_evidence(self.source, [capture.event for capture in captures]),
            find_elements(self.source, named),
            tools.read_own_identities(self.source, jobless),
            frozenset(row["id"] for row in sources),
        )

    def add_execution(self, batch: Batch, capture: Capture, facts: Facts) -> None:
        """(:ToolExecution) with CONSUMED_BY and PRODUCED."""
        event, record = capture.event, capture.record
        batch.node(self.keys.execution(event.id), **_describe(capture, facts))
        if capture.source not in facts.sources:
            self._note_no_source(batch, capture)
        executions.add_outputs(batch, self.keys, event, facts.evidence)
        if not event.is_captured:
            executions.add_recorded_inputs(batch, self.keys, event, facts.evidence)
            return
        batch.own(self.keys.execution(event.id), "CONSUMED_BY")
        for reference in capture.inputs.references:
            if not self._add_input(batch, event, reference, facts):
                record.note(f"request: no collection element {reference.id} ({reference.input})")

    def _capture(self, record: Record, event: Event, source: int | None) -> Capture:
        body = read_payload(record)
        state = self.validity(record, body)
        is_captured = state == "validated" and body is not None
        event = Event(event.id, event.jobs, event.outputs, is_captured=is_captured)
        return Capture(record, state, body, payload.walk(body if is_captured else None), event, source)

    def _note_no_source(self, batch: Batch, capture: Capture) -> None:
        """Without its source no other stream looks after the execution's tool."""
        batch.own(self.keys.execution(capture.event.id), "OF_TOOL")
        if capture.source is not None:
            capture.record.note(f"tool_source {capture.source} does not exist")

    def _add_input(self, batch: Batch, event: Event, reference: Reference, facts: Facts) -> bool:
        """(:Dataset|Collection)-[:CONSUMED_BY {input, via: payload}]->(:ToolExecution); tell whether it could be."""
        src, id_, path = reference.src, reference.id, None
        if src == "dce":
            if (found := facts.elements.get(id_)) is None:
                return False
            src, id_, path = found.src, found.id, found.path
        batch.edge(
            "CONSUMED_BY",
            self.keys.item(src, id_),
            self.keys.execution(event.id),
            input=reference.input,
            via="payload",
            mapped=reference.mapped or None,
            src="dce" if path is not None else None,
            path=path,
        )
        return True


class TiedToTools(Captured):
    """Executions `te/…`: what they made and which jobs ran for them is known by their own id."""

    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        """Return `te/<id>` with its jobs and the collections that it was to make."""
        jobs, outputs = self.generation.jobs_of(ids), self.generation.outputs_of(ids)
        return {id_: Event(ExecutionId("te", id_), jobs.get(id_, ()), outputs.get(id_, ())) for id_ in ids}

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The jobs of each execution, and its payload."""
        jobs = self.generation.count_jobs([record.id for record in records])
        return {r.id: jobs.get(r.id, 0) + weight_of(r.row["request"]) for r in records}


def read_payload(record: Record) -> Json:
    """Return the payload if it is an object, else None; a payload of another kind is noted (galaxy/records.md 1)."""
    found = record.twice_json("request")
    if found is not None and not isinstance(found, dict):
        record.note(f"request: a {type(found).__name__} instead of an object")
        return None
    return found


def _describe(capture: Capture, facts: Facts) -> dict[str, object]:
    record, external = capture.record, list(capture.inputs.external) or None
    known = executions.describe(capture.event, facts.evidence)
    if not capture.event.jobs and (tool := facts.tools.get(capture.source or 0)):
        known |= {"tool_id": tool.tool_id, "tool_version": tool.tool_version}
    outside = executions.external_inputs(capture.event, facts.evidence)
    return {
        "state": capture.state,
        "payload": record.json_text("request", capture.payload),
        "external_inputs": record.json_text("request", external) if external else outside,
        **known,
    }
