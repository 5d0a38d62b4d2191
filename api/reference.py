"""The reference pages of the documentation, as the code has them: `python -m api.reference FOLDER` writes them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import typer

from api.app import create_app
from api.cli import app
from api.operations import Operation, Shape, operations, shapes
from api.settings import Settings
from cypher import reference as graph

OTHER_VARIABLES: Final = {
    "GALAXY": "Galaxy's database, for `sync` and `doctor`",
    "SYNC_FROM": "the Galaxy database that `serve` keeps the graph up to date with; default: none",
    "SYNC_EVERY": "seconds between two such syncs; default `60`",
    "GRAPH_USER": "who opens the graph, when its address does not say; default `neo4j`",
    "GRAPH_PASSWORD": "the password of that user",
    "LOCAL_HEAP": "memory of a local graph server, as Java writes it; default `1g`",
}

Group = Any  # typer's own copy of click has no public names


def cli() -> Iterator[str]:
    """Yield the lines of the page about the command line."""
    group: Group = typer.main.get_command(app)
    yield from ("# The command line", "", group.help, "", group.epilog, "")
    yield from ("Options of all commands, before or after the command's name:", "")
    yield from _options(group)
    for path, command in _commands(group, ("galaxy-lineage",)):
        yield from _command(path, command)


def routes() -> Iterator[str]:
    """Yield the lines of the page about the HTTP routes."""
    document = create_app(Settings(graph="local:.")).openapi()
    yield from ("# HTTP routes", "", document["info"]["description"], "")
    for route in operations(document):
        yield from _route(route)
    yield from ("## Shapes", "")
    for shape in shapes(document):
        yield from _shape(shape)


def settings() -> Iterator[str]:
    """Yield the lines of the page about environment variables."""
    yield from ("# Environment variables", "")
    rows = ((f"`GALAXY_LINEAGE_{name.upper()}`", str(f.description)) for name, f in Settings.model_fields.items())
    others = ((f"`GALAXY_LINEAGE_{name}`", about) for name, about in OTHER_VARIABLES.items())
    yield from _table(("variable", "meaning"), (*rows, *others))


def _page(lines: Callable[[], Iterator[str]]) -> Callable[[], str]:
    return lambda: "\n".join(lines()).rstrip() + "\n"


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "commands.md": _page(cli),
    "routes.md": _page(routes),
    "schema.md": graph.markdown,
    "settings.md": _page(settings),
    "statements.md": graph.statements_markdown,
}


def write(folder: Path) -> None:
    """Write every page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")


def _commands(group: Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name), command


def _command(path: tuple[str, ...], command: Any) -> Iterator[str]:
    arguments = [p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument"]
    yield from (f"## `{' '.join([*path, *arguments])}`", "", command.help or "", "")
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    rows = (_option(parameter) for parameter in command.params)
    yield from _table(("option", "meaning"), rows)


def _option(parameter: Any) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts) if name.strip())
    is_plain = isinstance(parameter.default, str | int) and not isinstance(parameter.default, bool)
    default = f" Default: `{parameter.default}`." if is_plain else ""
    variable = f" Environment: `{parameter.envvar}`." if parameter.envvar else ""
    return names, f"{parameter.help or ''}{default}{variable}"


def _route(route: Operation) -> Iterator[str]:
    yield from (f"## `{route.method} {route.path}`", "", route.about or route.summary, "")
    rows = ((f"`{p.name}`", p.type, p.default and f"`{p.default}`", p.about) for p in route.parameters)
    yield from _table(("parameter", "type", "default", "meaning"), rows)
    if route.body:
        yield from (f"Send {route.body.shape} as JSON, such as:", "", "```json", route.body.example, "```", "")
    yield from _table(("answer", "shape", "meaning"), ((a.status, a.shape, a.about) for a in route.answers))


def _shape(shape: Shape) -> Iterator[str]:
    yield from (f"### {shape.name}", "", shape.about, "")
    yield from _table(
        ("member", "type", "meaning"), ((f"`{name}`", kind, about) for name, kind, about in shape.members)
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [_row(row) for row in rows]
    if lines:
        yield from (_row(head), _row("---" for _ in head), *lines, "")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.replace('|', chr(92) + '|').split()) for cell in cells)} |"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
