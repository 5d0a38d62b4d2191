"""Lineage answers on the terminal: all their pages, in the form that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

import typer

from api.commands.references import References
from api.commands.terminal import print_json, show, table
from api.encoding import Encoder
from api.schemas import Lineage as LineageShape
from explorer.lineage import Granularity, Lineage, LineageNode
from explorer.lineage.formats import COLUMNS, FORMATS, row

LineageFormat = Literal["table", "json", "mermaid", "graphml", "cytoscape", "csv"]
InLineageFormat = Annotated[LineageFormat, typer.Option("--format", help="How to write it.")]
AtGranularity = Annotated[
    Granularity, typer.Option(help="execution: by declared requests; element: by what each job read and wrote.")
]


def print_lineage(
    ask: Callable[[Mapping[str, Any] | None], Lineage], form: LineageFormat, references: References
) -> None:
    """Ask for all pages, and write them as one."""
    found = _whole(ask)
    if form == "table":
        print_table(found.nodes)
    elif form == "json":
        encoded = Encoder(references.ids, references.instance).encode(found)
        print_json(LineageShape.model_validate(encoded).model_dump(mode="json"))
    else:
        sys.stdout.write(FORMATS[form](found))


def print_table(nodes: Sequence[LineageNode]) -> None:
    """Write a line for each node."""
    show(table(COLUMNS, map(row, nodes)))


def _whole(ask: Callable[[Mapping[str, Any] | None], Lineage]) -> Lineage:
    found = page = ask(None)
    while page.truncated.next is not None:
        page = ask(page.truncated.next)
        both = replace(page.truncated, shown=found.truncated.shown + page.truncated.shown)
        found = Lineage(found.nodes + page.nodes, found.edges + page.edges, both)
    return found
