import pytest

from cypher import UnknownStatement
from cypher.catalog import ENGINES, statement, statements
from cypher.statement import Statement

TEXT = (
    "// Answers a question.\n// Returns rows: a, b.\nMATCH (n {key: $key}) // $not_me\nRETURN n.a AS a, $limit AS b\n"
)


def test_a_statement_knows_its_comment_and_its_parameters():
    found = Statement("topic/name", TEXT)
    assert found.about == "Answers a question.\nReturns rows: a, b."
    assert {"key", "limit"} <= found.parameters
    assert found.body.startswith("MATCH")


@pytest.mark.parametrize("engine", ENGINES)
def test_statements_are_found_by_topic_and_name(engine):
    assert statement("graph/version", engine).about
    assert all(name.count("/") == 1 for name in statements(engine))


def test_a_name_without_a_file_is_an_error_that_says_so():
    with pytest.raises(UnknownStatement, match="no/such"):
        statement("no/such", "local")
