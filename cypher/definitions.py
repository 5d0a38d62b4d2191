"""From the declared graph to what an engine must know before the first row: constraints and indexes."""

from __future__ import annotations

from collections.abc import Iterator

from cypher.schema import BOOKKEEPING, NODES, Node


def definitions() -> Iterator[str]:
    """Yield the statements that make the constraints, with their indexes; each may run again without harm."""
    for node in (*NODES, *BOOKKEEPING):
        yield _unique_key(node)


def _unique_key(node: Node) -> str:
    name = f"{node.label.lower()}_key"
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.key IS UNIQUE"
