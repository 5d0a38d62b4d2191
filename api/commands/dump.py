"""`dump` and `restore`: the whole graph as canonical JSON lines, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Annotated, Final

import typer

from api.commands.group import Call
from api.commands.terminal import say
from cypher import BadDump, open_graph
from cypher.dump import dump as dump_lines
from cypher.dump import restore as restore_lines

STANDARD: Final = "-"


def dump(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the standard output.")
    ] = Path(STANDARD),
) -> None:
    """Write the whole graph as JSON lines: equal graphs give equal bytes."""
    with open_graph(Call.of(context).graph) as graph, _writing(output) as file:
        file.writelines(dump_lines(graph))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `dump` wrote; - for the standard input.")],
) -> None:
    """Read a dump into an empty graph."""
    with _reading(file) as lines, open_graph(Call.of(context).graph) as graph:
        try:
            count = restore_lines(graph, lines)
        except UnicodeDecodeError as error:
            raise BadDump(f"{file} is no dump: it is not text.") from error
    say(f"Restored {count:,} nodes and edges.")


@contextmanager
def _writing(path: Path) -> Iterator[IO[str]]:
    """Open the output; a file appears when it is complete."""
    if str(path) == STANDARD:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _reading(path: Path) -> Iterator[IO[str]]:
    if str(path) == STANDARD:
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8")
        yield sys.stdin
    else:
        with path.open(encoding="utf-8") as file:
            yield file
