"""`schema`: what is in the graph, as Markdown."""

from __future__ import annotations

import typer

from cypher.reference import markdown


def schema() -> None:
    """Print what is in the graph, as Markdown."""
    typer.echo(markdown(), nl=False)
