"""The servers of the tests are what they say."""

from pathlib import Path

import psycopg
import pytest

from cypher import Graph, NodeRow
from tests.oracle.client import Oracle


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_graph_is_empty_even_after_another_test_wrote_to_it(graph: Graph, turn: str) -> None:
    assert graph.version() == 0
    graph.writer().apply(nodes=[NodeRow("User", "main/user/1", {"username": turn})], edges=[], owned=[])
    assert graph.version() == 1


def test_neo4j_is_the_supported_release(neo4j_graph: Graph) -> None:
    assert neo4j_graph.engine == "neo4j"
    assert neo4j_graph.server.startswith("Neo4j/5.26")


def test_postgres_holds_the_same_histories_as_sqlite(oracle_postgres: str) -> None:
    with psycopg.connect(oracle_postgres.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT count(*) FROM history_dataset_association").fetchone() == (440,)


def test_galaxy_answers_about_the_demo(oracle, demo_sqlite: Path) -> None:
    galaxy: Oracle = oracle(demo_sqlite)
    nodes = galaxy.graph(1, ids="raw")["nodes"]
    assert {"src": "hda", "id": "1", "hid": 1}.items() <= nodes[0].items()
