"""`sync`: from Galaxy's database into the graph."""

from __future__ import annotations

import signal
from collections.abc import Iterable

import typer

from api.commands.bulk import write_files
from api.commands.exits import LOSSES
from api.commands.following import follow as follow_on
from api.commands.group import Call
from api.commands.options import AsJson, InstanceName
from api.commands.progress import showing
from api.commands.reports import as_json, show_differences, show_report
from api.commands.stopping import ending_on
from api.commands.sync_options import Bulk, Follow, Full, GalaxyUrl, Histories, Ids, Reconcile
from api.commands.terminal import print_json, say
from api.places import require_instance
from cypher import open_graph
from loaders.source import open_source
from loaders.sync import Mode, Report
from loaders.sync import sync as run


def sync(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    galaxy: GalaxyUrl,
    instance: InstanceName = "main",
    full: Full = False,
    reconcile: Reconcile = False,
    follow: Follow = None,
    history: Histories = None,
    ids: Ids = None,
    bulk: Bulk = None,
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
