import os
import signal

import pytest

from cypher import GraphUnavailable, NodeRow, StatementFailed, UnknownStatement, open_graph
from cypher.catalog import statements
from cypher.local import LocalServer

pytestmark = pytest.mark.service


def test_an_empty_graph_has_version_zero(graph):
    assert graph.version() == 0


def test_a_statement_that_is_not_there(graph):
    with pytest.raises(UnknownStatement):
        graph.read("no/such")


def test_the_server_refuses_a_broken_statement(graph):
    with pytest.raises(StatementFailed):
        list(graph.stream("MATCH (n RETURN 1"))


def test_constraints_may_be_made_again(graph):
    graph.ensure_schema()
    graph.ensure_schema()


def test_the_engine_is_recognised(graph):
    assert graph.engine in {"neo4j", "local"}
    assert graph.server
    assert statements(graph.engine)


def test_no_server_is_one_clear_line(unused_tcp_port):
    with pytest.raises(GraphUnavailable) as error:
        open_graph(f"bolt://127.0.0.1:{unused_tcp_port}")
    assert "does not answer" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_local_server_that_was_killed_is_started_again(tmp_path):
    server = LocalServer(tmp_path)
    with open_graph(f"local:{tmp_path}") as graph:
        graph.writer().apply([NodeRow("Dataset", "main/hda/1", {"name": "kept"})])
        version = graph.version()
        os.kill(server.status().pid, signal.SIGKILL)
        assert graph.version() == version
        assert graph.keys("Dataset", "main/hda/", 0, 9) == ["main/hda/1"]
    server.stop()


def test_keys_are_found_by_range_and_prefix(graph):
    rows = [NodeRow("Dataset", f"{instance}/hda/{i}", {}) for instance in ("a", "b") for i in range(10)]
    graph.writer().apply(rows)
    assert sorted(graph.keys("Dataset", "a/hda/", 3, 5)) == ["a/hda/3", "a/hda/4", "a/hda/5"]
    graph.writer().apply([NodeRow("ToolSource", "a/ts/0f", {})])
    assert graph.keys("ToolSource", "a/", 0, 0) == ["a/ts/0f"]
    assert (graph.highest("Dataset", "a/hda/"), graph.highest("Dataset", "none/")) == (9, -1)


def test_a_very_long_text_arrives(local_graph):
    """The payload of an upload of very many files; without the setting the server would never answer."""
    text = "x" * (17 * 2**20)
    change = local_graph.writer().apply([NodeRow("ToolExecution", "main/te/1", {"payload": text})])
    assert change.nodes_written == 1
