"""The reference pages of the graph, as Markdown: what is in it, and what it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources

from cypher.catalog import ENGINES, Engine, statements
from cypher.definitions import definitions, search_definitions
from cypher.schema import BOOKKEEPING, EDGES, NODES, Edge, Node, Property


def markdown() -> str:
    """Return the schema page of the documentation: labels, edges, properties, constraints."""
    return "\n".join(_page()) + "\n"


def statements_markdown() -> str:
    """Return the page of the statements: what each answers, takes and returns."""
    return "\n".join(_statements())


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
    yield from ("## Constraints and indexes", "", "```cypher", *(f"{d};" for d in _definitions()), "```")


def _definitions() -> Iterator[str]:
    yield from definitions()
    yield from search_definitions()


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
        about = p.about.replace("|", "\\|")
        yield f"| `{p.name}` | {p.kind} | {about} |"
    yield ""


def _statements() -> Iterator[str]:
    yield from (
        "# Statements",
        "",
        "What the graph is asked, from `cypher/statements`: each is a file of that name.",
        "",
    )
    for name in sorted(set().union(*(statements(engine) for engine in ENGINES))):
        yield from _statement(name)


def _statement(name: str) -> Iterator[str]:
    yield from (f"## {name}", "")
    versions = {statements(engine)[name].about: _written_for(name, engine) for engine in ENGINES}
    for about, written_for in versions.items():
        yield from (*_paragraph(about), "", f"Written for {written_for}.", "")


def _written_for(name: str, engine: Engine) -> str:
    overrides = resources.files("cypher").joinpath("statements")
    return f"`{engine}`" if overrides.joinpath(engine, f"{name}.cypher").is_file() else "both engines"


def _paragraph(about: str) -> Iterator[str]:
    """Yield the lines of a comment; what it says of each `$parameter` and of the answer begins a line of its own."""
    for line in about.splitlines():
        begins = line.startswith(("$", "Returns"))
        if begins:
            yield ""
        yield line.replace(line.split(":")[0], f"`{line.split(':')[0]}`", 1) if line.startswith("$") else line
