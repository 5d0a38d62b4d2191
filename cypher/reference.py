"""The declared graph as a Markdown page: labels, edges, properties, constraints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cypher.definitions import definitions
from cypher.schema import BOOKKEEPING, EDGES, NODES, Edge, Node, Property


def markdown() -> str:
    """Return the schema page of the documentation."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield from ("# The graph", "", "Made from `cypher/schema.py`. Times are UTC, as `2026-11-20T12:00:00.000000Z`.", "")
    yield from ("## Nodes", "", "Every node has `key`, unique per label: `<instance>/<kind>/<id>`; and `instance`.", "")
    for node in NODES:
        yield from _node(node)
    yield from ("## Edges", "", "Edges of data flow point with the flow of data.", "")
    for edge in EDGES:
        yield from _edge(edge)
    yield from ("## Bookkeeping", "", "Not part of a dump.", "")
    for node in BOOKKEEPING:
        yield from _node(node)
    yield from ("## Constraints and indexes", "", "```cypher", *(f"{d};" for d in definitions()), "```")


def _node(node: Node) -> Iterator[str]:
    kinds = ", ".join(f"`{kind}`" for kind in node.kinds)
    yield from (f"### {node.label}", "", f"{node.about} Kind in the key: {kinds}.", "")
    common = [Property("galaxy_id", "integer", "its id in Galaxy's database")] if node.has_galaxy_id else []
    yield from _table((*common, *node.properties))


def _edge(edge: Edge) -> Iterator[str]:
    ends = ", ".join(f"`(:{source})-[:{edge.type}]->(:{target})`" for source, target in edge.ends)
    yield from (f"### {edge.type}", "", f"{ends}: {edge.about}.", "")
    if edge.properties:
        yield from _table(edge.properties)


def _table(properties: Iterable[Property]) -> Iterator[str]:
    yield from ("| property | type | is |", "|---|---|---|")
    for p in properties:
        yield f"| `{p.name}` | {p.kind} | {p.about} |"
    yield ""
