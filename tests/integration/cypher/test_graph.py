import pytest

from cypher import GraphUnavailable, StatementFailed, UnknownStatement, open_graph
from cypher.catalog import statements

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
