"""`export`: lineage as a file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from api.commands.group import Call
from api.commands.options import InstanceName, Secrets
from api.commands.references import References
from api.commands.terminal import say
from cypher import open_graph
from explorer import Explorer
from explorer.export import DATA, DataFormat, collect, draw_svg
from explorer.export.png import draw_png
from explorer.lineage.model import Direction, Lineage
from explorer.refs import Ref
from explorer.view import ViewQuestion

Format = Literal[DataFormat, "svg", "png"]


def export(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    refs: Annotated[list[str], typer.Argument(metavar="REF…", help="Items, executions or histories.")],
    *,
    form: Annotated[Format, typer.Option("--format", help="What to write; svg and png draw the first REF.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="Where to.  [default: standard output]")
    ] = None,
    direction: Annotated[Direction, typer.Option(help="Which way from items and executions.")] = "upstream",
    instance: InstanceName = "main",
    id_secret: Secrets = None,
) -> None:
    """Write everything behind some results as a file: RO-Crate, PROV, tables, graphs, pictures, methods text."""
    references = References.of(instance, id_secret)
    found = [references.read(text) for text in refs]
    with open_graph(Call.of(context).graph) as graph:
        explorer = Explorer(graph, found[0].instance)
        content = (
            _picture(explorer, found[0], form) if form in {"svg", "png"} else _data(explorer, found, form, direction)
        )
    _write(content if isinstance(content, bytes) else content.encode(), output)


def _data(explorer: Explorer, refs: list[Ref], form: str, direction: Direction) -> str:
    lineage: Lineage = collect(explorer, refs, direction)
    return DATA[form].write(explorer, lineage, lambda ref: str(ref.id))


def _picture(explorer: Explorer, ref: Ref, form: str) -> str | bytes:
    is_history = ref.src == "history"
    view = explorer.view(ViewQuestion(history=ref if is_history else None, seed=None if is_history else ref))
    drawn = draw_svg(view)
    return drawn if form == "svg" else draw_png(drawn, view.layout.width, view.layout.height)


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    say(f"Wrote {output}")
