"""Runs of workflows: their steps, and what each of them scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cypher import Graph
from explorer.details import Invocation, Step
from explorer.errors import BadRequest, NotFound
from explorer.model import HistoryName
from explorer.refs import Ref


def read_invocation(graph: Graph, ref: Ref) -> Invocation:
    """Return one run of a workflow; raise `NotFound` when it is not in the graph."""
    if ref.src != "workflow_invocation":
        raise BadRequest(f"{ref} is no run of a workflow.", ref)
    found = graph.read("invocations/details", invocation=ref.key)
    if not found:
        raise NotFound(f"{ref} is not in the graph.", ref)
    row = found[0]
    return Invocation(
        ref=ref,
        state=row["state"],
        workflow=row["workflow"],
        create_time=row["create_time"],
        update_time=row["update_time"],
        history=_read_history(graph, ref, row["history_id"]),
        parent=Ref.of_key(min(row["parents"])) if row["parents"] else None,
        steps=tuple(sorted(map(_step, row["steps"]), key=_place)),
    )


def _read_history(graph: Graph, ref: Ref, number: int | None) -> HistoryName | None:
    if number is None:
        return None
    history = Ref("history", number, ref.instance)
    rows = graph.read("executions/places", users=[], histories=[history.key])
    return HistoryName(history, rows[0]["name"], rows[0]["owner"]) if rows else None


def _step(values: Sequence[Any]) -> Step:
    key, order_index, label, kind, state, tool_id, executions = values
    return Step(
        ref=Ref.of_key(key),
        order_index=order_index,
        label=label,
        type=kind,
        state=state,
        tool_id=tool_id,
        executions=tuple(Ref.of_key(execution) for execution in sorted(executions)),
    )


def _place(step: Step) -> tuple[int, int]:
    return (-1 if step.order_index is None else step.order_index), step.ref.id
