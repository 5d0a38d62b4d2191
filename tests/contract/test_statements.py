"""Each statement file says what it is, is asked for with exactly its parameters, and runs on both engines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import NotificationDisabledClassification, NotificationMinimumSeverity

from cypher import Graph
from cypher.catalog import ENGINES, statements
from cypher.statement import Statement
from tests.contract.sources import packages, parsed

EVERY = {(engine, name): statement for engine in ENGINES for name, statement in statements(engine).items()}
NAMES = sorted({name for _, name in EVERY})
SCANS = {
    "histories/count": "of all histories, for an administrator",
    "histories/page": "the same, by words or far behind the first",
    "sync/streams": "of bookkeeping: some twenty for each Galaxy",
    "sync/synced": "of bookkeeping",
    "sync/quarantined_counts": "of rows that could not be loaded",
}
"""Statements that look at all nodes of a label, and of what; every other one begins at an index."""
EXPANDED = {"by_kind": {"datasets", "collections"}}
"""What a call in `**call(…)` stands for."""
WHOLE_LABELS = {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan"}
ABOUT_KEYS = {"_of": {"datasets", "collections", "executions"}}
"""Functions that make the question of a statement about keys, and the parameters that they pass."""


def asked() -> Iterator[tuple[str, str, set[str]]]:
    """Yield where a call names a statement, which, and the parameters that it passes."""
    for path in packages():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                for name in {a.value for a in node.args if isinstance(a, ast.Constant) and a.value in NAMES}:
                    yield f"{path}:{node.lineno}", name, implied(node.func).union(*map(passed, node.keywords))


def implied(function: ast.expr) -> set[str]:
    """Return the parameters that a function passes without their standing in its call."""
    return ABOUT_KEYS.get(function.id, set()) if isinstance(function, ast.Name) else set()


def passed(keyword: ast.keyword) -> set[str]:
    if keyword.arg:
        return {keyword.arg}
    assert isinstance(keyword.value, ast.Call), "a statement's parameters are written out where it is asked for"
    assert isinstance(keyword.value.func, ast.Name)
    return EXPANDED[keyword.value.func.id]


@pytest.mark.parametrize("name", NAMES)
def test_something_asks_for_it_with_exactly_its_parameters(name: str) -> None:
    calls = [(where, parameters) for where, each, parameters in asked() if each == name]
    assert calls, f"nothing asks for {name}"
    for where, parameters in calls:
        assert parameters == statements("neo4j")[name].parameters, where


@pytest.mark.parametrize("statement", EVERY.values(), ids=[f"{name}-{engine}" for engine, name in EVERY])
def test_its_comment_says_what_it_answers_its_parameters_and_what_it_returns(statement: Statement) -> None:
    assert len(statement.about) > 20
    assert "Returns" in statement.about
    for parameter in statement.parameters:
        assert f"${parameter}" in statement.about


@pytest.mark.parametrize("name", NAMES)
def test_an_override_takes_the_same_parameters(name: str) -> None:
    assert len({statements(engine)[name].parameters for engine in ENGINES}) == 1


def test_it_runs_on_both_engines_without_a_note_of_deprecation(graph: Graph) -> None:
    for name, statement in statements(graph.engine).items():
        assert notes(graph, statement) == [], name


def test_every_other_one_begins_at_an_index(neo4j_graph: Graph) -> None:
    scans = {name for name, each in statements("neo4j").items() if set(operators(neo4j_graph, each)) & WHOLE_LABELS}
    assert scans == set(SCANS)


def operators(graph: Graph, statement: Statement) -> Iterator[str]:
    """Yield what Neo4j does to answer a statement."""
    parameters = {name: nothing(name, statement.body) for name in statement.parameters}
    with graph._driver.session(database=graph._database) as session:
        plan = session.run(f"EXPLAIN {statement.body}", parameters).consume().plan
    waiting = [plan or {}]
    while waiting:
        plan = waiting.pop()
        yield plan["operatorType"].partition("@")[0]
        waiting += plan.get("children", [])


def notes(graph: Graph, statement: Statement) -> list[str]:
    """Run a statement over nothing and return what the server finds deprecated in it."""
    parameters = {name: nothing(name, statement.body) for name in statement.parameters}
    others = [kind for kind in NotificationDisabledClassification if kind != "DEPRECATION"]
    options: dict[str, Any] = {
        "notifications_min_severity": NotificationMinimumSeverity.INFORMATION,
        "notifications_disabled_classifications": others,
    }
    with graph._driver.session(database=graph._database, **options) as session:
        found = session.execute_read(lambda run: run.run(statement.body, parameters).consume())
    return [status.status_description for status in found.gql_status_objects if status.is_notification]


def nothing(parameter: str, body: str) -> int | None:
    """Return a value that finds nothing: null, which is of every type; a count of rows cannot be null."""
    return 1 if re.search(rf"(LIMIT|SKIP) \${parameter}\b", body) else None
