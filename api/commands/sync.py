"""`sync`: from Galaxy's database into the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.exits import LOSSES
from api.commands.group import Call
from api.commands.options import AsJson, InstanceName
from api.commands.progress import showing
from api.commands.terminal import print_json, say, show, table
from api.places import require_instance
from cypher import open_graph
from loaders.source import open_source
from loaders.sync import Report
from loaders.sync import sync as run

COLUMNS = ("read", "written", "unchanged", "removed", "quarantined")


def sync(
    context: typer.Context,
    *,
    galaxy: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="GALAXY_LINEAGE_GALAXY",
            help="Galaxy's database: sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME. It is only read.",
        ),
    ],
    instance: InstanceName = "main",
    as_json: AsJson = False,
) -> None:
    """Load Galaxy's records into the graph.

    A second run writes only what has changed. The report has a row per stream; what it names as lost makes exit
    code 1.
    """
    require_instance(instance)
    with open_source(galaxy):
        pass
    with open_graph(Call.of(context).graph) as graph, showing() as progress:
        report = run(galaxy, graph, instance=instance, progress=progress)
    if as_json:
        print_json(report.to_json())
    else:
        show_report(report)
    for loss in report.losses:
        say(loss)
    if report.losses:
        raise typer.Exit(LOSSES)


def show_report(report: Report) -> None:
    """Print a row per stream and the time that all took."""
    rows = (
        (name, *(f"{getattr(stream, column):,}" for column in COLUMNS), f"{stream.seconds:.1f}")
        for name, stream in report.streams.items()
    )
    show(table(("stream", *COLUMNS, "seconds"), rows, numbers=len(COLUMNS) + 1))
    typer.echo(f"{report.seconds:.1f} seconds in all")
