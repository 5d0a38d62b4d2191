"""`diff`: two things side by side, as a table of what differs or as the JSON that the route answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from api.commands.group import Call
from api.commands.options import AsJson, InstanceName, Secrets
from api.commands.references import References
from api.commands.terminal import print_json, say, show, table
from api.encoding import Encoder
from api.schemas import Comparison as ComparisonShape
from cypher import open_graph
from explorer import Explorer
from explorer.compare import Comparison, Step, Value
from explorer.graph.model import States
from explorer.lineage import LineageNode

Row = tuple[str, str, str, str]


def diff(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    left: Annotated[str, typer.Argument(metavar="REF", help="A result, an execution or a run of a workflow.")],
    right: Annotated[str, typer.Argument(metavar="REF", help="Another one of the same kind.")],
    *,
    instance: InstanceName = "main",
    id_secret: Secrets = None,
    as_json: AsJson = False,
) -> None:
    """Show two results, executions or runs of workflows side by side.

    What differs in settings, inputs, versions and states.
    """
    references = References.of(instance, id_secret)
    first, second = references.read(left), references.read(right)
    with open_graph(Call.of(context).graph) as graph:
        found = Explorer(graph, first.instance).compare(first, second)
    if as_json:
        encoded = Encoder(references.ids, first.instance).encode(found)
        print_json(ComparisonShape.model_validate(encoded).model_dump(mode="json"))
        return
    show(table(("step", "what", left, right), _rows(found)))
    say(f"{found.differing} settings differ in {len(found.steps)} steps; {found.shared} steps are the same ones.")


def _rows(found: Comparison) -> Iterator[Row]:
    for step in found.steps:
        yield from _step_rows(step)
    for source in found.sources:
        if source.left != source.right:
            yield "", "input", _name(source.left), _name(source.right)


def _step_rows(step: Step) -> Iterator[Row]:
    left, right = step.left, step.right
    known = left or right
    name = (known.tool_name or known.tool_id or "unknown tool") if known else ""
    if left is None or right is None:
        yield name, "ran", str(left.ref) if left else "", str(right.ref) if right else ""
        return
    for setting in step.settings:
        if setting.differs:
            yield name, " / ".join((*setting.groups, setting.label)), _text(setting.left), _text(setting.right)
    if left.states != right.states:
        yield name, "jobs", _states(left.states), _states(right.states)


def _name(item: LineageNode | None) -> str:
    return (item.name or "unnamed") if item else ""


def _text(value: Value | None) -> str:
    if value is None:
        return ""
    said = value.text or "not set"
    return f"{said} (default)" if value.is_default else said


def _states(states: States) -> str:
    return ", ".join(f"{number} {state}" for state, number in states.items())
