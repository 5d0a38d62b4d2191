"""Workflows, their runs, and the steps of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loaders import values
from loaders.batch import Batch
from loaders.record import Record
from loaders.source import Row, Source
from loaders.streams.base import Stream

WAITING = frozenset({None, "new", "ready"})
"""States of steps that are still to be scheduled."""

ENDED = frozenset({"scheduled", "completed", "cancelled", "failed"})
"""States of runs of which no further step is scheduled."""


class Workflows(Stream):
    """workflow → Workflow."""

    name = "workflows"
    table = "workflow"
    columns = ("name", "uuid", "stored_workflow_id", "license", "create_time", "update_time")
    kinds = (("Workflow", "wf"),)
    references = (("stored_workflow_id", "stored_workflow"),)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:Workflow); a version without a name has that of the stored workflow."""
        batch = Batch()
        self.note_strays(records)
        rows = self.source.lookup("stored_workflow", ("name",), "id", (w.row["stored_workflow_id"] for w in records))
        names = {row["id"]: values.as_text(row["name"]) for row in rows}
        for workflow in records:
            batch.begin(workflow.id)
            stored = workflow.integer("stored_workflow_id")
            batch.node(
                self.keys.workflow(workflow.id),
                name=workflow.text("name") or names.get(stored or 0),
                uuid=workflow.uuid("uuid"),
                stored_workflow_id=stored,
                license=workflow.text("license"),
                create_time=workflow.time("create_time"),
                update_time=workflow.time("update_time"),
            )
        return batch


class Invocations(Stream):
    """workflow_invocation → WorkflowInvocation, OF_WORKFLOW, SUBINVOCATION_OF."""

    name = "invocations"
    table = "workflow_invocation"
    columns = ("workflow_id", "history_id", "state", "uuid", "create_time", "update_time")
    kinds = (("WorkflowInvocation", "wi"),)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:WorkflowInvocation)-[:OF_WORKFLOW]->(:Workflow), (:WorkflowInvocation)-[:SUBINVOCATION_OF]->(it)."""
        batch = Batch()
        parents = read_parents(self.source, (record.id for record in records))
        for invocation in records:
            batch.begin(invocation.id)
            name = self.keys.invocation(invocation.id)
            batch.put(name, _describe_invocation(invocation))
            batch.own(name, "OF_WORKFLOW", "SUBINVOCATION_OF")
            if (workflow := invocation.integer("workflow_id")) is not None:
                batch.edge("OF_WORKFLOW", name, self.keys.workflow(workflow))
            for parent in parents.get(invocation.id, ()):
                batch.edge("SUBINVOCATION_OF", name, self.keys.invocation(parent))
        return batch


class Steps(Stream):
    """workflow_invocation_step → WorkflowInvocationStep, STEP_OF, SCHEDULED."""

    name = "invocation_steps"
    table = "workflow_invocation_step"
    columns = (
        "workflow_invocation_id", "workflow_step_id", "state", "create_time", "update_time", "job_id",
        "implicit_collection_jobs_id", "tool_execution_state_id", "request_state",
    )  # fmt: skip
    kinds = (("WorkflowInvocationStep", "wis"),)
    references = (
        ("workflow_step_id", "workflow_step"),
        ("job_id", "job"),
        ("implicit_collection_jobs_id", "implicit_collection_jobs"),
        ("tool_execution_state_id", "tool_execution_state"),
    )

    def load(self, records: Sequence[Record]) -> Batch:
        """(:WorkflowInvocationStep)-[:STEP_OF]->(:WorkflowInvocation), -[:SCHEDULED]->(:ToolExecution)."""
        batch = Batch()
        self.note_strays(records)
        designs = read_designs(self.source, (record.row["workflow_step_id"] for record in records))
        resolved = self.generation.resolve_steps([record.row for record in records])
        for step in records:
            batch.begin(step.id)
            name = self.keys.step(step.id)
            batch.put(name, _describe_step(step, designs.get(step.row["workflow_step_id"])))
            batch.own(name, "STEP_OF", "SCHEDULED")
            if (invocation := step.integer("workflow_invocation_id")) is not None:
                batch.edge("STEP_OF", name, self.keys.invocation(invocation))
            if (resolution := resolved.get(step.id)) is not None:
                batch.edge("SCHEDULED", name, self.keys.execution(resolution.execution))
        return batch

    def still_open(self, records: Sequence[Record]) -> set[int]:
        """Steps that wait to be scheduled, in runs that go on: their clock has no index (galaxy/records.md 6)."""
        waiting = {step.id: step.row["workflow_invocation_id"] for step in records if step.row["state"] in WAITING}
        rows = self.source.lookup("workflow_invocation", ("state",), "id", waiting.values())
        ended = {row["id"] for row in rows if row["state"] in ENDED}
        return {step for step, invocation in waiting.items() if invocation not in ended}


def read_parents(source: Source, invocations: Iterable[int]) -> dict[int, list[int]]:
    """Return the runs that contain each run."""
    parents: dict[int, list[int]] = {}
    table = "workflow_invocation_to_subworkflow_invocation_association"
    for row in source.lookup(table, ("workflow_invocation_id",), "subworkflow_invocation_id", invocations):
        if row["workflow_invocation_id"] is not None:
            parents.setdefault(row["subworkflow_invocation_id"], []).append(row["workflow_invocation_id"])
    return parents


def read_designs(source: Source, steps: Iterable[int]) -> Mapping[int, Record]:
    """Return the workflow steps by id."""
    columns = ("order_index", "label", "type", "tool_id", "tool_version", "uuid", "when_expression")
    rows: Iterable[Row] = source.lookup("workflow_step", columns, "id", steps)
    return {row["id"]: Record(row) for row in rows}


def _describe_invocation(invocation: Record) -> dict[str, object]:
    return {
        "state": invocation.text("state"),
        "uuid": invocation.uuid("uuid"),
        "history_id": invocation.integer("history_id"),
        "create_time": invocation.time("create_time"),
        "update_time": invocation.time("update_time"),
    }


def _describe_step(step: Record, design: Record | None) -> dict[str, object]:
    found: dict[str, object] = {
        "state": step.text("state"),
        "create_time": step.time("create_time"),
        "update_time": step.time("update_time"),
    }
    if design is None:
        return found
    texts = ("label", "type", "tool_id", "tool_version", "when_expression")
    found |= {column: design.text(column) for column in texts}
    found |= {"order_index": design.integer("order_index"), "step_uuid": design.uuid("uuid")}
    for problem in design.problems:
        step.note(f"workflow_step {problem}")
    return found
