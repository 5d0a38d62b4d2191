"""`show`: one item, execution or history, as a tree for people or as the JSON that the routes answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

import typer
from rich.tree import Tree

from api.commands.group import Call
from api.commands.options import AsJson, InstanceName, Secrets
from api.commands.references import References
from api.commands.terminal import print_json
from api.commands.terminal import show as show_tree
from api.commands.trees import execution_tree, history_tree, invocation_tree, item_tree
from api.encoding import Encoder
from api.schemas import Answer, History, Invocation, Producers, ToolExecution
from cypher import open_graph
from explorer import Explorer
from explorer.refs import EXECUTIONS, ITEMS, Ref

View = tuple[Callable[[Explorer, Ref], Any], Callable[[Any], Tree], type[Answer]]

_ITEM: Final[View] = (lambda explorer, ref: explorer.producers(ref), item_tree, Producers)
_EXECUTION: Final[View] = (lambda explorer, ref: explorer.tool_execution(ref), execution_tree, ToolExecution)
_HISTORY: Final[View] = (lambda explorer, ref: explorer.history(ref.id), history_tree, History)

_INVOCATION: Final[View] = (lambda explorer, ref: explorer.invocation(ref), invocation_tree, Invocation)

VIEWS: Final[dict[str, View]] = (
    dict.fromkeys(ITEMS, _ITEM)
    | dict.fromkeys((*EXECUTIONS, "tool_request"), _EXECUTION)
    | {"history": _HISTORY, "workflow_invocation": _INVOCATION}
)
"""`src` → the question, its tree, and its JSON."""


def show(
    context: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="hda:42, hdca:7, tool_execution:9, job:3, icj:5, step:4, invocation:2, history:1, or main/hda/42."
            " A number is the database id; anything else an id as Galaxy encodes it, which needs --id-secret.",
        ),
    ],
    *,
    instance: InstanceName = "main",
    id_secret: Secrets = None,
    as_json: AsJson = False,
) -> None:
    """Show what produced an item, an execution, a workflow run or a history."""
    references = References.of(instance, id_secret)
    ref = references.read(reference)
    ask, tree, schema = VIEWS[ref.src]
    with open_graph(Call.of(context).graph) as graph:
        found = ask(Explorer(graph, ref.instance), ref)
    if as_json:
        answer = schema.model_validate(Encoder(references.ids, ref.instance).encode(found))
        print_json(answer.model_dump(mode="json"))
    else:
        show_tree(tree(found))
