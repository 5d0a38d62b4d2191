"""Words come with every way in: a sync, a restore, a sync of a graph from before there were words."""

from __future__ import annotations

from pathlib import Path

from cypher import Graph
from cypher.dump import dump, restore
from explorer import Explorer
from loaders.ledger import Entries
from loaders.sync import SHAPE, sync

COUNT = "MATCH (n) WHERE n.words IS NOT NULL RETURN count(n) AS found"


def having_words(graph: Graph) -> int:
    return int(graph._execute_read(COUNT, {})[0]["found"])


def test_a_dump_has_no_words_and_a_restored_graph_has(local_graph: Graph, demo_sqlite: Path, empty: object) -> None:
    sync(f"sqlite:///{demo_sqlite}", local_graph, instance="demo")
    found, lines = having_words(local_graph), list(dump(local_graph))
    hits = Explorer(local_graph, "demo").search("heat").hits
    assert found > 100
    assert not any('"words"' in line for line in lines)
    empty(local_graph)  # type: ignore[operator]
    restore(local_graph, lines)
    assert having_words(local_graph) == found
    assert Explorer(local_graph, "demo").search("heat").hits == hits
    assert list(dump(local_graph)) == lines


def test_a_graph_from_before_there_were_words_gets_them(local_graph: Graph, demo_sqlite: Path) -> None:
    url = f"sqlite:///{demo_sqlite}"
    sync(url, local_graph, instance="demo")
    found = having_words(local_graph)
    with local_graph._session() as session:
        session.run("MATCH (n) WHERE n.words IS NOT NULL REMOVE n.words").consume()
    shape = Entries("demo").watermark(SHAPE, ["an", "older", "shape"])
    local_graph.writer().bookkeeping([shape])
    assert having_words(local_graph) == 0
    sync(url, local_graph, instance="demo")
    assert having_words(local_graph) == found
