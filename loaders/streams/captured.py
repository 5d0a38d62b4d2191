"""Captured executions, wherever the source keeps them: the payload, its validity, what it names, what came of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders import executions, payload
from loaders.batch import Batch
from loaders.elements import Element, find_elements
from loaders.executions import Event, Evidence
from loaders.keys import ExecutionId
from loaders.payload import Inputs, Reference
from loaders.record import Record
from loaders.streams.base import Context, Stream, weight_of
from loaders.streams.tool_nodes import ToolNodes
from loaders.tool_rows import ToolRow, ToolRows
from loaders.tools import Identity
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
    """What belongs to a batch of executions; `ran` is the tool that the first job of each ran, by the row's id."""

    evidence: Evidence
    elements: Mapping[int, Element] = field(default_factory=dict)
    tools: Mapping[int, ToolRow] = field(default_factory=dict)
    ran: Mapping[int, Identity] = field(default_factory=dict)


class Captured(Stream):
    """Rows with a payload → ToolExecution, CONSUMED_BY, PRODUCED, OF_TOOL with its ToolSource.

    A stream says what the event is and how valid its payload.
    """

    size = 500

    def __init__(self, context: Context) -> None:
        """Remember which tools were read and written: a few are run most of the time."""
        super().__init__(context)
        self._rows, self._nodes = ToolRows(self.source), ToolNodes(self.source, self.keys)

    @abstractmethod
    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        """Return the execution that stands on each of these rows."""

    @abstractmethod
    def validity(self, record: Record, body: Json) -> str:
        """Return the validity of a row's payload, which is None when it is no object."""

    def sources_of(self, records: Sequence[Record]) -> Mapping[int, int | None]:
        """Return the row of `tool_source` that each execution ran."""
        return {record.id: record.row["tool_source_id"] for record in records}

    def first_jobs(self, captures: Sequence[Capture]) -> Mapping[int, int]:
        """Return the job that tells which tool ran, by the row's id."""
        return {capture.record.id: capture.event.jobs[0] for capture in captures if capture.event.jobs}

    def settle(self, batch: Batch) -> None:
        """Its tool sources are in the graph."""
        self._nodes.settle(batch)

    def captures(self, records: Sequence[Record]) -> list[Capture]:
        """Read the payloads of rows."""
        events, sources = self.events([record.id for record in records]), self.sources_of(records)
        return [self._capture(record, events[record.id], sources.get(record.id)) for record in records]

    def facts(self, captures: Sequence[Capture]) -> Facts:
        """Look up what belongs to these executions."""
        named = (r.id for capture in captures for r in capture.inputs.references if r.src == "dce")
        evidence = executions.read_evidence(self.source, [capture.event for capture in captures])
        rows = self._rows.read(capture.source for capture in captures)
        first = self.first_jobs(captures)
        identities = executions.read_identities(self.source, evidence, first.values())
        self._nodes.expect((*identities.values(), *(row.known for row in rows.values())))
        ran = {row: identities[job] for row, job in first.items() if job in identities}
        return Facts(evidence, find_elements(self.source, named), rows, ran)

    def add_execution(self, batch: Batch, capture: Capture, facts: Facts) -> None:
        """(:ToolExecution) with OF_TOOL, CONSUMED_BY and PRODUCED."""
        event, record = capture.event, capture.record
        batch.put(self.keys.execution(event.id), _describe(capture, facts))
        self._add_tool(batch, capture, facts)
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

    def _add_tool(self, batch: Batch, capture: Capture, facts: Facts) -> None:
        """(:ToolExecution)-[:OF_TOOL]->(:ToolSource): which tool it is the row says, else the first job, else the text.

        The text of a row that a migration merged may be another tool's: it is a node apart.
        """
        execution, record = self.keys.execution(capture.event.id), capture.record
        row = facts.tools.get(capture.source or 0)
        if not (row and row.problem):  # else what the graph has stays until the text can be read again
            batch.own(execution, "OF_TOOL")
        if row is None:
            if capture.source is not None:
                record.note(f"tool_source {capture.source} does not exist")
            return
        if row.problem:
            record.note(f"tool_source {capture.source}: {row.problem}")
        identity = row.known or facts.ran.get(record.id) or row.own_identity()
        if row.text and identity:
            name = self._nodes.add(batch, row.text, identity, is_trusted=row.is_trusted)
            batch.edge("OF_TOOL", execution, name)

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

    def first_jobs(self, captures: Sequence[Capture]) -> Mapping[int, int]:
        """The generation knows where else than at the execution's own jobs to look."""
        return self.generation.first_jobs({capture.record.id: capture.event.jobs for capture in captures})

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
    row = facts.tools.get(capture.source or 0)
    if row and not capture.event.jobs and (tool := row.own_identity()):
        known |= {"tool_id": tool.tool_id, "tool_version": tool.tool_version}
    outside = executions.external_inputs(capture.event, facts.evidence)
    return {
        "state": capture.state,
        "tool_name": row.name if row else None,
        "payload": record.json_text("request", capture.payload),
        "external_inputs": record.json_text("request", external) if external else outside,
        **known,
    }
