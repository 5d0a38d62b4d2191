"""From the declared graph to what an engine must know before the first row: constraints and indexes."""

from __future__ import annotations

from collections.abc import Iterator

from cypher.schema import BOOKKEEPING, NODES, SEARCHED, Node

ANALYZER = "whitespace"
"""`words` is cut already (`cypher/words.py`): the engines' own ways to cut it differ."""

ANALYZER_CLASS = "org.apache.lucene.analysis.core.WhitespaceAnalyzer"
"""The same in the words of the local server."""


def definitions() -> Iterator[str]:
    """Yield the statements that make the constraints, with their indexes; each may run again without harm."""
    for node in (*NODES, *BOOKKEEPING):
        yield _unique_key(node)
        yield from (_index(node, found.name) for found in node.properties if found.is_indexed)


def _unique_key(node: Node) -> str:
    name = f"{node.label.lower()}_key"
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.key IS UNIQUE"


def _index(node: Node, name: str) -> str:
    return f"CREATE INDEX {node.label.lower()}_{name} IF NOT EXISTS FOR (n:{node.label}) ON (n.{name})"


def index_name(label: str) -> str:
    """Return the name of the full-text index over the words of a label."""
    return f"{label.lower()}_words"


def search_definitions() -> Iterator[str]:
    """Yield the statements that make the full-text indexes on Neo4j; each may run again without harm."""
    for label in SEARCHED:
        options = f"{{indexConfig: {{`fulltext.analyzer`: '{ANALYZER}'}}}}"
        made = f"CREATE FULLTEXT INDEX {index_name(label)} IF NOT EXISTS FOR (n:{label}) ON EACH [n.words]"
        yield f"{made} OPTIONS {options}"


def wait_for_indexes(seconds: int) -> str:
    """Return the statement that ends when Neo4j has filled all indexes, and fails after so many seconds."""
    return f"CALL db.awaitIndexes({seconds})"


def local_search_script() -> str:
    """Return the same in the local server's own SQL, for its Cypher cannot make them."""
    return "".join(
        f"CREATE PROPERTY {label}.words IF NOT EXISTS STRING;\n"
        f"CREATE INDEX `{index_name(label)}` IF NOT EXISTS ON {label} (words) FULL_TEXT"
        f' METADATA {{"analyzer": "{ANALYZER_CLASS}"}};\n'
        for label in SEARCHED
    )
