"""`lineage`: what something comes from or what depends on it, as a table or as a graph for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.answered import AtGranularity, InLineageFormat, print_lineage
from api.commands.group import Call
from api.commands.options import InstanceName, Secrets
from api.commands.references import References
from cypher import open_graph
from explorer import Explorer
from explorer.lineage.model import Direction
from explorer.lineage.questions import MAX_LIMIT


def lineage(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="hda:42, hdca:7, tool_execution:9, job:3, icj:5 …")],
    *,
    direction: Annotated[Direction, typer.Option(help="Which way.")] = "upstream",
    depth: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Hops between data items at most.  [default: all]")
    ] = None,
    granularity: AtGranularity = "execution",
    form: InLineageFormat = "table",
    instance: InstanceName = "main",
    id_secret: Secrets = None,
) -> None:
    """Show what something comes from, or what depends on it."""
    references = References.of(instance, id_secret)
    ref = references.read(reference)
    with open_graph(Call.of(context).graph) as graph:
        explorer = Explorer(graph, ref.instance)
        print_lineage(
            lambda cursor: explorer.lineage(ref, direction, depth, granularity, MAX_LIMIT, cursor), form, references
        )
