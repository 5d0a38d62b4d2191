"""`path`: what lies between two nodes."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.answered import AtGranularity, InLineageFormat, print_lineage
from api.commands.group import Call
from api.commands.options import InstanceName, Secrets
from api.commands.references import References
from cypher import open_graph
from explorer import Explorer
from explorer.lineage.questions import MAX_LIMIT


def path(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="REF", help="Where the way begins.")],
    target: Annotated[str, typer.Argument(metavar="REF", help="Where it ends, further down the flow of data.")],
    *,
    granularity: AtGranularity = "execution",
    form: InLineageFormat = "table",
    instance: InstanceName = "main",
    id_secret: Secrets = None,
) -> None:
    """Show everything on the ways from one thing to another."""
    references = References.of(instance, id_secret)
    begin, end = references.read(source), references.read(target)
    with open_graph(Call.of(context).graph) as graph:
        explorer = Explorer(graph, begin.instance)
        print_lineage(
            lambda cursor: explorer.paths(begin, end, granularity=granularity, limit=MAX_LIMIT, cursor=cursor),
            form,
            references,
        )
