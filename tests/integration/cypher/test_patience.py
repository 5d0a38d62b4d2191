"""What is read within a bound of time ends when it is over."""

from __future__ import annotations

from contextvars import copy_context
from threading import Thread

import pytest

from cypher import Graph, TookTooLong, within

LONG = "UNWIND range(1, 100000000) AS n WITH n WHERE n % 7 = 3 RETURN count(n) AS found"


def test_no_statement_begins_when_the_time_is_over(graph: Graph) -> None:
    with within(0), pytest.raises(TookTooLong):
        graph.version()
    assert graph.version() == 0


def test_there_is_time_for_what_is_quick(graph: Graph) -> None:
    with within(60):
        assert graph.version() == 0


def test_the_bound_goes_along_into_threads(graph: Graph) -> None:
    seen: list[type[Exception]] = []

    def ask() -> None:
        try:
            graph.version()
        except TookTooLong as error:
            seen.append(type(error))

    with within(0):
        thread = Thread(target=copy_context().run, args=(ask,))
        thread.start()
        thread.join()
    assert seen == [TookTooLong]


def test_neo4j_ends_a_statement_that_is_over_it(neo4j_graph: Graph) -> None:
    with within(0.2), pytest.raises(TookTooLong):
        list(neo4j_graph._execute_read(LONG, {}))
