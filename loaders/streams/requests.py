"""Tool requests: the command and its lifecycle; where nothing else holds it (G1, G3) also the execution that it is."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.batch import Batch
from loaders.keys import ExecutionId, Keys
from loaders.record import Record
from loaders.resolver import validity
from loaders.streams.base import Stream
from loaders.streams.captured import TiedToTools
from loaders.values import Json

NEW = "new"


class ToolRequests(TiedToTools):
    """tool_request → ToolRequest, REQUESTED; ToolExecution `te/…`, CONSUMED_BY, PRODUCED."""

    name = "tool_requests"
    table = "tool_request"
    columns = ("request", "state", "state_message", "tool_source_id", "history_id", "request_state")
    kinds = (("ToolRequest", "tr"), ("ToolExecution", "te"))

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolRequest)-[:REQUESTED]->(:ToolExecution), with inputs and outputs."""
        batch = Batch()
        captures = self.captures(records)
        facts = self.facts(captures)
        for capture in captures:
            batch.begin(capture.record.id)
            add_request(batch, self.keys, capture.record, capture.event.id)
            self.add_execution(batch, capture, facts)
        return batch

    def still_open(self, records: Sequence[Record]) -> set[int]:
        """Requests whose jobs are not made yet: their state changes without a clock (galaxy/records.md 6)."""
        return open_requests(records)

    def validity(self, record: Record, body: Json) -> str:
        """By `request_state`; the migrations to TES take older ones for valid (galaxy/records.md 5)."""
        return validity(record.text("request_state"), is_object=body is not None)


class Commands(Stream):
    """tool_request → ToolRequest, REQUESTED, where executions have a table of their own (G2)."""

    name = "tool_requests"
    table = "tool_request"
    columns = ("state", "state_message", "history_id", "request_state", "tool_execution_state_id")
    kinds = (("ToolRequest", "tr"),)

    def still_open(self, records: Sequence[Record]) -> set[int]:
        """Requests whose jobs are not made yet: their state changes without a clock (galaxy/records.md 6)."""
        return open_requests(records)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolRequest)-[:REQUESTED]->(:ToolExecution)."""
        batch = Batch()
        for record in records:
            batch.begin(record.id)
            execution = record.integer("tool_execution_state_id")
            add_request(batch, self.keys, record, None if execution is None else ExecutionId("te", execution))
        return batch


def open_requests(records: Sequence[Record]) -> set[int]:
    """Return the requests that may still change."""
    return {record.id for record in records if record.row["state"] == NEW}


def add_request(batch: Batch, keys: Keys, record: Record, execution: ExecutionId | None) -> None:
    """(:ToolRequest)-[:REQUESTED]->(:ToolExecution)."""
    name = keys.request(record.id)
    batch.node(
        name,
        state=record.text("state"),
        state_message=record.json_text("state_message", record.twice_json("state_message")),
        request_state=record.text("request_state"),
        history_id=record.integer("history_id"),
    )
    if execution is not None:
        batch.edge("REQUESTED", name, keys.execution(execution))
    batch.own(name, "REQUESTED")
