"""A Galaxy database and its graph: made and loaded for a bench, or given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cypher import Graph, open_graph
from loaders.sync import sync
from tests.bench.databases import SOURCES
from tests.bench.graphs import ENGINES

Place = tuple[str, Graph]
"""The URL of Galaxy's database, and the open graph."""


@contextmanager
def made(source: str, datasets: int, engine: str) -> Iterator[Place]:
    """Yield a made-up database and a graph that was loaded from it; both are thrown away."""
    with SOURCES[source](datasets) as galaxy, loaded(galaxy, engine) as place:
        yield place


@contextmanager
def loaded(galaxy: str, engine: str) -> Iterator[Place]:
    """Yield a database and a graph that was loaded from it; the graph is thrown away."""
    with ENGINES[engine]() as url, open_graph(url) as graph:
        sync(galaxy, graph)
        yield galaxy, graph


@contextmanager
def given(galaxy: str, url: str) -> Iterator[Place]:
    """Yield what is there already: a large graph takes an hour to load, and only seconds to ask."""
    with open_graph(url) as graph:
        yield galaxy, graph


def driver_url(galaxy: str) -> str:
    """Return the URL of a PostgreSQL as its drivers want it, without the name of one of them."""
    return galaxy.replace("+psycopg", "")
