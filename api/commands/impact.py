"""`impact`: what depends on something, counted and listed."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer
from more_itertools import chunked

from api.commands.answered import AtGranularity, print_table
from api.commands.group import Call
from api.commands.options import InstanceName, Secrets
from api.commands.references import References
from api.commands.terminal import say
from cypher import open_graph
from explorer import Explorer
from explorer.lineage.formats import csv_lines, row


def impact(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="hda:42, hdca:7, tool_execution:9, job:3, icj:5 …")],
    *,
    granularity: AtGranularity = "execution",
    form: Annotated[
        Literal["table", "csv"], typer.Option("--format", help="csv is written while it is read.")
    ] = "table",
    instance: InstanceName = "main",
    id_secret: Secrets = None,
) -> None:
    """List the datasets and collections that depend on something."""
    ref = References.of(instance, id_secret).read(reference)
    with open_graph(Call.of(context).graph) as graph:
        counts, nodes = Explorer(graph, ref.instance).all_impact(ref, granularity=granularity)
        say(f"{counts.datasets:,} datasets, {counts.collections:,} collections, {counts.executions:,} executions")
        if form == "table":
            print_table(list(nodes))
            return
        sys.stdout.write(csv_lines([], head=True))
        for part in chunked(nodes, 1_000):
            sys.stdout.write(csv_lines(map(row, part), head=False))
