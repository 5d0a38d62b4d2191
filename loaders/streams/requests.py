"""Tool requests, and the executions that they are (generation G1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders import executions, payload, tools
from loaders.batch import Batch
from loaders.elements import Element, find_elements
from loaders.executions import Event, Evidence
from loaders.keys import ExecutionId
from loaders.payload import Inputs, Reference
from loaders.record import Record
from loaders.resolver import validity
from loaders.streams.base import Stream, weight_of
from loaders.values import Json


@dataclass(frozen=True, slots=True)
class Request:
    """A request, its execution's validity, its decoded payload (an object or None) and what that names, when valid."""

    record: Record
    state: str
    payload: Json
    inputs: Inputs
    event: Event


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to a batch of requests."""

    evidence: Evidence
    elements: Mapping[int, Element] = field(default_factory=dict)
    tools: Mapping[int, tools.Identity] = field(default_factory=dict)
    sources: frozenset[int] = frozenset()


class ToolRequests(Stream):
    """tool_request → ToolRequest, REQUESTED; ToolExecution `te/…`, CONSUMED_BY, PRODUCED."""

    name = "tool_requests"
    table = "tool_request"
    columns = ("request", "state", "state_message", "tool_source_id", "history_id", "request_state")
    kinds = (("ToolRequest", "tr"), ("ToolExecution", "te"))
    size = 500

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolRequest)-[:REQUESTED]->(:ToolExecution), with inputs and outputs."""
        batch = Batch()
        requests = self._requests(records)
        facts = self._facts(requests)
        for request in requests:
            batch.begin(request.record.id)
            self._add_request(batch, request)
            self._add_execution(batch, request, facts)
        return batch

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The jobs of each request, and its payload."""
        jobs = self.source.count("job", "tool_request_id", [record.id for record in records])
        return {r.id: jobs.get(r.id, 0) + weight_of(r.row["request"]) for r in records}

    def _requests(self, records: Sequence[Record]) -> list[Request]:
        ids = [record.id for record in records]
        jobs, outputs = self.generation.jobs_of(ids), self.generation.outputs_of(ids)
        found = []
        for record in records:
            body = read_payload(record)
            execution = ExecutionId("te", record.id)
            tied = outputs.get(record.id, ())
            state = validity(record.text("request_state"), is_object=body is not None)
            is_captured = state == "validated" and body is not None
            event = Event(execution, jobs.get(record.id, ()), tied, is_captured=is_captured)
            found.append(Request(record, state, body, payload.walk(body if is_captured else None), event))
        return found

    def _facts(self, requests: Sequence[Request]) -> Facts:
        named = (r.id for request in requests for r in request.inputs.references if r.src == "dce")
        jobless = [request.record.row["tool_source_id"] for request in requests if not request.event.jobs]
        sources = self.source.lookup("tool_source", (), "id", (r.record.row["tool_source_id"] for r in requests))
        return Facts(
            executions.read_evidence(self.source, [request.event for request in requests]),
            find_elements(self.source, named),
            tools.read_own_identities(self.source, jobless),
            frozenset(row["id"] for row in sources),
        )

    def _add_request(self, batch: Batch, request: Request) -> None:
        record, name = request.record, self.keys.request(request.record.id)
        batch.node(
            name,
            state=record.text("state"),
            state_message=record.json_text("state_message", record.twice_json("state_message")),
            request_state=record.text("request_state"),
            history_id=record.integer("history_id"),
        )
        batch.edge("REQUESTED", name, self.keys.execution(request.event.id))
        batch.own(name, "REQUESTED")

    def _add_execution(self, batch: Batch, request: Request, facts: Facts) -> None:
        event, record = request.event, request.record
        batch.node(self.keys.execution(event.id), **self._describe(request, facts))
        if record.row["tool_source_id"] not in facts.sources:
            self._note_no_source(batch, request)
        executions.add_outputs(batch, self.keys, event, facts.evidence)
        if not event.is_captured:
            executions.add_recorded_inputs(batch, self.keys, event, facts.evidence)
            return
        batch.own(self.keys.execution(event.id), "CONSUMED_BY")
        for reference in request.inputs.references:
            if not self._add_input(batch, event, reference, facts):
                record.note(f"request: no collection element {reference.id} ({reference.input})")

    def _note_no_source(self, batch: Batch, request: Request) -> None:
        """Without its source no other stream looks after the execution's tool."""
        batch.own(self.keys.execution(request.event.id), "OF_TOOL")
        if (missing := request.record.row["tool_source_id"]) is not None:
            request.record.note(f"tool_source {missing} does not exist")

    def _describe(self, request: Request, facts: Facts) -> dict[str, object]:
        record, external = request.record, list(request.inputs.external) or None
        known = executions.describe(request.event, facts.evidence)
        if not request.event.jobs and (tool := facts.tools.get(record.row["tool_source_id"])):
            known |= {"tool_id": tool.tool_id, "tool_version": tool.tool_version}
        outside = executions.external_inputs(request.event, facts.evidence)
        return {
            "state": request.state,
            "payload": record.json_text("request", request.payload),
            "external_inputs": record.json_text("request", external) if external else outside,
            **known,
        }

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


def read_payload(record: Record) -> Json:
    """Return the payload if it is an object, else None; a payload of another kind is noted (galaxy/records.md 1)."""
    found = record.twice_json("request")
    if found is not None and not isinstance(found, dict):
        record.note(f"request: a {type(found).__name__} instead of an object")
        return None
    return found
