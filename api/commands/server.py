"""`server`: the local graph server of `local:` graphs."""

from __future__ import annotations

from pathlib import Path

import typer

from api.commands.group import Call
from api.commands.options import AsJson
from api.commands.terminal import print_json, say
from cypher import BadGraphUrl
from cypher.address import parse_address
from cypher.local import LocalServer, Status

server = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Start, stop or look at the server of a local graph.",
    no_args_is_help=True,
)


@server.command()
def start(context: typer.Context) -> None:
    """Start the local graph server; it ends by itself when nobody uses it for a while."""
    local = _local(context)
    local.start()
    say(_sentence(local.status()))


@server.command()
def stop(context: typer.Context) -> None:
    """Stop the local graph server."""
    say("Stopped." if _local(context).stop() else "It was not running.")


@server.command()
def status(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Tell whether the local graph server runs, and where."""
    found = _local(context).status()
    if as_json:
        print_json(_record(found))
    else:
        typer.echo(_sentence(found))


def _local(context: typer.Context) -> LocalServer:
    address = parse_address(Call.of(context).graph)
    if address.kind != "local":
        raise BadGraphUrl(f"{address.place} is a server of its own: these commands are for --graph local:FOLDER.")
    return LocalServer(Path(address.place))


def _record(found: Status) -> dict[str, object]:
    return {
        "running": found.running,
        "folder": str(found.folder),
        "size": found.size,
        "pid": found.pid,
        "since": found.since,
        "bolt_port": found.bolt_port,
        "http_port": found.http_port,
    }


def _sentence(found: Status) -> str:
    place = f"{found.folder} ({found.size / 1e6:.1f} MB)"
    if not found.running:
        return f"Not running: {place}"
    return f"Running since {found.since}: bolt://127.0.0.1:{found.bolt_port}, process {found.pid}, {place}"
