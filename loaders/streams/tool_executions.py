"""Executions that Galaxy keeps as such: rows of `tool_execution_state` (G2), steps with a payload (STEP_STATE)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.batch import Batch
from loaders.executions import Event
from loaders.generations.step_state import holds_payload
from loaders.keys import ExecutionId
from loaders.record import Record
from loaders.resolver import captured_validity
from loaders.streams.base import weight_of
from loaders.streams.captured import Captured, TiedToTools
from loaders.values import Json


class ToolExecutions(TiedToTools):
    """tool_execution_state → ToolExecution `te/…`, CONSUMED_BY, PRODUCED."""

    name = "tool_executions"
    table = "tool_execution_state"
    columns = ("request", "state", "tool_source_id")
    kinds = (("ToolExecution", "te"),)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolExecution) with inputs and outputs."""
        batch = Batch()
        captures = self.captures(records)
        facts = self.facts(captures)
        for capture in captures:
            batch.begin(capture.record.id)
            self.add_execution(batch, capture, facts)
        return batch

    def validity(self, record: Record, body: Json) -> str:
        """The row's own state; what cannot be is noted."""
        return _validity(record, "state", body)

    def sources_of(self, records: Sequence[Record]) -> Mapping[int, int | None]:
        """The execution's own tool source; before it had one (G2a to c) that of its request."""
        return self.generation.tool_sources_of([record.id for record in records])


class StepExecutions(Captured):
    """workflow_invocation_step → ToolExecution `wis/…`, CONSUMED_BY, PRODUCED; only steps that hold a payload."""

    name = "step_executions"
    table = "workflow_invocation_step"
    columns = ("request", "request_state", "tool_source_id", "tool_execution_state_id")
    kinds = (("ToolExecution", "wis"),)
    is_whole = False

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolExecution) of each step that says how its capture went, with inputs and outputs."""
        batch = Batch()
        captures = self.captures([record for record in records if holds_payload(record.row)])
        facts = self.facts(captures)
        for capture in captures:
            batch.begin(capture.record.id)
            self.add_execution(batch, capture, facts)
        return batch

    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        """Return `wis/<id>` with the jobs of each step, or the collections that it made without one."""
        jobs, outputs = self.generation.jobs_of_steps(ids), self.generation.outputs_of_steps(ids)
        return {id_: Event(ExecutionId("wis", id_), jobs.get(id_, ()), outputs.get(id_, ())) for id_ in ids}

    def validity(self, record: Record, body: Json) -> str:
        """The step's `request_state`."""
        return _validity(record, "request_state", body)

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The payload of each step."""
        return {record.id: weight_of(record.row["request"]) for record in records}


class NoStepExecutions(StepExecutions):
    """A Galaxy without payloads on steps: nothing to read; what an earlier sync made of such is removed."""

    table = ""


def _validity(record: Record, column: str, body: Json) -> str:
    found = record.text(column)
    state = captured_validity(found, is_object=body is not None)
    if found != state:
        record.note(f"{column}: {found or 'NULL'} with {'a' if body is not None else 'no'} payload, read as {state}")
    return state
