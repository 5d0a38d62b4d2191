"""A graph server of the tests, and what it holds at the moment.

Neo4j Community has one database only, and some tests empty it while others read the loaded samples. So a server
knows what it holds, and is loaded again only when a test in between has emptied it; `tests/conftest.py` lets the
readers run first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cypher import Graph, open_graph

_EMPTY = "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS deleted"


def empty(graph: Graph) -> None:
    """Remove everything but constraints and indexes, in slices: one transaction need not hold it all."""
    while graph._execute_write(lambda run: run.run(_EMPTY).single(strict=True)["deleted"]):
        pass


class GraphServer:
    """A graph server that belongs to the tests: `url` opens it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._holds: object = "unknown"
        with open_graph(url) as graph:
            graph.ensure_schema()

    def empty(self) -> None:
        """Remove everything but constraints and indexes."""
        self._holds = None
        with open_graph(self.url) as graph:
            empty(graph)

    @contextmanager
    def emptied(self) -> Iterator[Graph]:
        """Open the server with nothing in it, and leave it so."""
        self.empty()
        with open_graph(self.url) as graph:
            yield graph
        self.empty()

    def hold(self, what: object, load: Callable[[Graph], None]) -> None:
        """Make sure that the server holds this and nothing else; `load` is called when it does not."""
        if self._holds == what:
            return
        self.empty()
        with open_graph(self.url) as graph:
            load(graph)
        self._holds = what
