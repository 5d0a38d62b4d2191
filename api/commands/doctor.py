"""`doctor`: is everything there that the program needs, and what to do where it is not."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version as distribution_version
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from api.commands.exits import exit_code, line
from api.commands.findings import Finding
from api.commands.group import Call
from api.commands.options import AsJson
from api.commands.quarantine import Quarantine, quarantine_of
from api.commands.terminal import print_json, show, table
from api.errors import NotBuilt
from api.page import page_folder
from api.version import version
from cypher import DiskFull, LocalServerError, open_graph
from cypher.address import Address, parse_address
from cypher.local.options import find_runtime
from loaders.generations import check

LIBRARIES: Final = ("neo4j", "arcadedb-embedded", "sqlalchemy", "fastapi", "galaxy-tool-util")
LEAST_SPACE: Final = 1024**3
STYLES: Final = {True: ("ok", "green"), False: ("problem", "red")}


def doctor(
    context: typer.Context,
    *,
    galaxy: Annotated[
        str | None,
        typer.Option(metavar="URL", envvar="GALAXY_LINEAGE_GALAXY", help="Look at this Galaxy database too."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check graph, database, page and versions; say what to do."""
    findings = list(_findings(Call.of(context).graph, galaxy))
    lost = quarantine_of(Call.of(context).graph) if _is_fine("graph", findings) else Quarantine()
    findings += lost.findings()
    if as_json:
        checks = [{"subject": f.subject, "ok": f.is_fine, "says": f.says} for f in findings]
        print_json({"checks": checks, "quarantined": lost.to_json()})
    else:
        _print(findings)
        lost.print()
    raise typer.Exit(max(finding.code for finding in findings))


def _is_fine(subject: str, findings: Sequence[Finding]) -> bool:
    return any(finding.is_fine for finding in findings if finding.subject == subject)


def _findings(url: str, galaxy: str | None) -> Iterator[Finding]:
    yield Finding("program", is_fine=True, says=f"galaxy-lineage {version()}, Python {platform.python_version()}")
    yield Finding("libraries", is_fine=True, says=", ".join(f"{n} {distribution_version(n)}" for n in LIBRARIES))
    yield _try("page", _page)
    address = _try("address of the graph", lambda: parse_address(url).place)
    yield address
    if address.is_fine:
        yield from _graph(parse_address(url), url)
    if galaxy:
        yield _try("Galaxy's database", lambda: check(galaxy))


def _graph(address: Address, url: str) -> Iterator[Finding]:
    if address.kind == "local":
        yield _try("Java", lambda: str(find_runtime()))
        yield _try("folder of the graph", lambda: _folder(Path(address.place)))
    yield _try("graph", lambda: _contents(url))


def _try(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, is_fine=True, says=look())
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what the doctor is asked for
        return Finding(subject, is_fine=False, says=line(error), code=exit_code(error))


def _page() -> str:
    if not (page_folder() / "index.html").is_file():
        raise NotBuilt
    return str(page_folder())


def _folder(folder: Path) -> str:
    near = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(near, os.W_OK):
        raise LocalServerError(f"{near} cannot be written to: choose another folder with --graph local:FOLDER.")
    free = shutil.disk_usage(near).free
    if free < LEAST_SPACE:
        raise DiskFull(f"Only {free / 1e6:,.0f} MB are free in {near}: free some space, or choose another folder.")
    return f"{folder}, {free / 1e9:,.1f} GB free"


def _contents(url: str) -> str:
    with open_graph(url) as graph:
        number = graph.version()
        state = f"version {number}" if number else "empty: galaxy-lineage sync --galaxy URL fills it"
        return f"{graph.server}, {state}"


def _print(findings: list[Finding]) -> None:
    made = table(("check", "state", "what was found, what to do"), ())
    for finding in findings:
        word, style = STYLES[finding.is_fine]
        made.add_row(finding.subject, Text(word, style=style), Text(finding.says))
    show(made)
