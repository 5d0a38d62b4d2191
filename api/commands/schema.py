"""`schema`: what is in the graph, as Markdown."""

from __future__ import annotations

import typer

from cypher.reference import markdown


def schema() -> None:
    """Print the graph's labels, edges, properties and constraints, as Markdown."""
    typer.echo(markdown(), nl=False)
