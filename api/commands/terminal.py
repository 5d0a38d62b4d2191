"""What commands write: tables and trees to the standard output, progress to the standard error; plain when piped."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, Final

import typer
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

PIPED_WIDTH: Final = 1000


def show(found: RenderableType, *, err: bool = False) -> None:
    """Write a table or a tree; where no person reads it, without colours and without folding long lines.

    `err`: to the standard error, because the standard output has something that programs read.
    """
    if (sys.stderr if err else sys.stdout).isatty():
        Console(highlight=False, stderr=err).print(found)
        return
    plain = Console(file=StringIO(), width=PIPED_WIDTH, highlight=False, no_color=True)
    with plain.capture() as captured:
        plain.print(found)
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()), err=err)


def print_json(value: Any) -> None:
    """Write one JSON object."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def say(text: str) -> None:
    """Write a line about what happens to the standard error."""
    typer.echo(text, err=True)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], numbers: int = 0) -> Table:
    """Return a table without lines; its last `numbers` columns are right-aligned."""
    made = Table(box=None, pad_edge=False, collapse_padding=True, header_style="bold")
    for index, name in enumerate(head):
        is_number = index >= len(head) - numbers
        made.add_column(name, justify="right" if is_number else "left", no_wrap=is_number)
    for row in rows:
        made.add_row(*(Text(str(cell)) for cell in row))
    return made
