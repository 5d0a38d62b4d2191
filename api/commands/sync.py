"""`sync`: from Galaxy's database into the graph."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.bulk import write_files
from api.commands.exits import LOSSES
from api.commands.following import follow as follow_on
from api.commands.group import Call
from api.commands.options import AsJson, InstanceName
from api.commands.progress import showing
from api.commands.reports import as_json, show_differences, show_report
from api.commands.stopping import ending_on
from api.commands.terminal import print_json, say
from api.places import require_instance
from cypher import open_graph
from loaders.follow import EVERY
from loaders.source import open_source
from loaders.sync import Mode, Report
from loaders.sync import sync as run


def read_ids(text: str) -> tuple[int, int]:
    """Read `FROM:TO`, two ids of which the first is not the higher one."""
    found = re.fullmatch(r"(\d{1,18}):(\d{1,18})", text)
    if not found or int(found[1]) > int(found[2]):
        raise typer.BadParameter(f"{text} is no range of ids: write FROM:TO, such as 1:500000.")
    return int(found[1]), int(found[2])


def sync(  # noqa: PLR0913 - each option is a parameter
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
    full: Annotated[bool, typer.Option("--full", help="Read everything again, not only what has changed.")] = False,
    reconcile: Annotated[
        bool,
        typer.Option(
            "--reconcile",
            help="Compare checksums of everything with the last reading, read again and print what differs:"
            " also finds rows that were deleted or changed by hand.",
        ),
    ] = False,
    follow: Annotated[
        float | None,
        typer.Option(
            "--follow",
            metavar="[SECONDS]",
            min=0.1,
            help=f"Stay on: sync again after SECONDS ({EVERY:.0f} when left out), or as soon as PostgreSQL tells"
            " that a history has changed (Galaxy 26.1 and newer); reconcile once a day; wait for servers that are"
            " away. SIGTERM ends it.",
        ),
    ] = None,
    history: Annotated[
        list[int] | None,
        typer.Option(
            metavar="ID", min=1, help="Load only what belongs to this history (its decimal id); once per history."
        ),
    ] = None,
    ids: Annotated[
        Any,
        typer.Option(
            metavar="FROM:TO",
            parser=read_ids,
            help="Load only new rows with these ids, both included; others may load the rest at the same time."
            " A sync without it then ties the parts together.",
        ),
    ] = None,
    bulk: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            file_okay=False,
            help="Write the first load as files for Neo4j's own importer into a new folder, and print the command that"
            " imports them: the fastest way into an empty Neo4j. The graph itself is left alone, but for a local one"
            " that --graph names, which is loaded as well, as a first sync does.",
        ),
    ] = None,
    is_json: AsJson = False,
) -> None:
    """Load Galaxy's records into the graph.

    The first run reads everything, every other what has changed. It may be interrupted at any moment: the next one
    goes on from there. The report has a row per stream; what it names as lost makes exit code 1. With --follow there
    is a line, or with --json an object, per pass.
    """
    require_instance(instance)
    given = {
        "--full": full,
        "--reconcile": reconcile,
        "--follow": follow is not None,
        "--history": bool(history),
        "--ids": ids is not None,
        "--bulk": bulk is not None,
    }
    require_one_of(name for name, is_given in given.items() if is_given)
    mode = Mode.FULL if full else Mode.RECONCILE if reconcile else Mode.INCREMENTAL
    with open_source(galaxy):
        pass
    if bulk is not None:
        _raise_losses(write_files(Call.of(context), galaxy, bulk, instance, is_json=is_json))
        return
    with open_graph(Call.of(context).graph) as graph:
        if follow is not None:
            follow_on(galaxy, graph, instance, follow, is_json=is_json)
        else:
            with ending_on(signal.SIGINT), showing() as progress:
                report = run(galaxy, graph, instance, progress, mode=mode, histories=history or (), ids=ids)
            _end(report, mode, is_json=is_json)


def require_one_of(given: Iterable[str]) -> None:
    """Raise when options are given of which each means another kind of sync."""
    names = list(given)
    if len(names) > 1:
        raise typer.BadParameter(f"{' and '.join(names)} cannot be used together: choose one.")


def _end(report: Report, mode: Mode, *, is_json: bool) -> None:
    if is_json:
        print_json(as_json(report, mode))
    else:
        show_report(report)
        if mode is Mode.RECONCILE:
            show_differences(report)
    _raise_losses(report)


def _raise_losses(report: Report) -> None:
    """Say what could not be loaded, and end with the code for that."""
    for loss in report.losses:
        say(loss)
    if report.losses:
        raise typer.Exit(LOSSES)
