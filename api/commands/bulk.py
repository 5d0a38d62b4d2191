"""`sync --bulk`: files for Neo4j's own importer, and the command that reads them."""

from __future__ import annotations

from pathlib import Path

import typer

from api.commands.group import Call
from api.commands.progress import showing
from api.commands.reports import as_json, show_report
from api.commands.terminal import print_json, say
from cypher import open_graph
from cypher.address import parse_address
from loaders.bulk.instructions import command as import_command
from loaders.bulk.load import write
from loaders.mode import Mode
from loaders.report import Report
from loaders.sync import sync


def write_files(call: Call, galaxy: str, folder: Path, instance: str, *, is_json: bool) -> Report:
    """Write the files, print the report and how to import them; a local graph that was named is loaded as well."""
    with showing() as progress:
        report = write(galaxy, folder, instance, progress)
    command = import_command(folder)
    if is_json:
        print_json({**as_json(report, Mode.INCREMENTAL), "command": command})
    else:
        show_report(report)
        say("Stop Neo4j, run this, and start Neo4j again; the next sync goes on from there:")
        typer.echo(command)
    if call.names_graph and parse_address(call.graph).kind == "local":
        _load(call.graph, galaxy, instance)
    return report


def _load(url: str, galaxy: str, instance: str) -> None:
    """The local server has no importer that is both faster and safe."""
    say("A local graph has no such importer: it is loaded as by any first sync.")
    with open_graph(url) as graph, showing() as progress:
        sync(galaxy, graph, instance, progress)
