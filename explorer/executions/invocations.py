"""Runs of workflows: their steps, and what each of them scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cypher import Graph
from explorer.access import Access
from explorer.access.view import View
from explorer.errors import BadRequest, NotFound
from explorer.executions.model import Invocation, Step
from explorer.graph.model import HistoryName
from explorer.refs import Ref


def read_invocation(access: Access, ref: Ref) -> Invocation:
    """Return one run of a workflow, with stubs for executions that the caller may not read.

    Raises:
        NotFound: it is not in the graph.
        Forbidden: the caller may not read the history that it ran in.
    """
    if ref.src != "workflow_invocation":
        raise BadRequest(f"{ref} is no run of a workflow.", ref)
    access.require(ref)
    found = access.graph.read("invocations/details", invocation=ref.key)
    if not found:
        raise NotFound(f"{ref} is not in the graph.", ref)
    row = found[0]
    view = access.view([*row["parents"], *(key for step in row["steps"] for key in step[-1])])
    return Invocation(
        ref=ref,
        state=row["state"],
        workflow=row["workflow"],
        create_time=row["create_time"],
        update_time=row["update_time"],
        history=_read_history(access.graph, ref, row["history_id"]),
        parent=view.ref(min(row["parents"])) if row["parents"] else None,
        steps=tuple(sorted((_step(step, view) for step in row["steps"]), key=_place)),
    )


def _read_history(graph: Graph, ref: Ref, number: int | None) -> HistoryName | None:
    if number is None:
        return None
    history = Ref("history", number, ref.instance)
    rows = graph.read("executions/places", users=[], histories=[history.key])
    return HistoryName(history, rows[0]["name"], rows[0]["owner"]) if rows else None


def _step(values: Sequence[Any], view: View) -> Step:
    """Return a step; of one whose executions the caller may not read neither tool nor state is told."""
    key, order_index, label, kind, state, tool_id, executions = values
    is_told = not executions or any(map(view.shows, executions))
    return Step(
        ref=Ref.of_key(key),
        order_index=order_index,
        label=label,
        type=kind,
        state=state if is_told else None,
        tool_id=tool_id if is_told else None,
        executions=tuple(view.ref(execution) for execution in sorted(executions)),
    )


def _place(step: Step) -> tuple[int, int]:
    return (-1 if step.order_index is None else step.order_index), step.ref.id
