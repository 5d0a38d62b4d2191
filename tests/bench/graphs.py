"""Graph servers for the benches: each with nothing in it, and nobody else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from cypher import open_graph
from cypher.local import LocalServer
from tests.engines import neo4j_server
from tests.engines.graph_server import empty


@contextmanager
def local() -> Iterator[str]:
    """Yield `local:FOLDER` of a new local server; it is stopped and thrown away."""
    with tempfile.TemporaryDirectory(prefix="lineage-bench-") as folder:
        graph = Path(folder) / "graph"
        try:
            yield f"local:{graph}"
        finally:
            LocalServer(graph).stop()


@contextmanager
def kept(folder: Path, load: Callable[[str], object]) -> Iterator[str]:
    """Yield `local:FOLDER` of a copy of the graph in a folder; what is not there yet is loaded there first."""
    if not folder.exists():
        graph = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(graph, ignore_errors=True)
        load(f"local:{graph}")
        LocalServer(graph).stop()
        graph.rename(folder)
    with local() as url:
        shutil.copytree(folder, url.removeprefix("local:"))
        yield url


@contextmanager
def neo4j() -> Iterator[str]:
    """Yield the URL of a Neo4j of the tests, emptied."""
    with neo4j_server.running() as url:
        with open_graph(url) as graph:
            empty(graph)
        yield url


ENGINES: dict[str, Callable[[], AbstractContextManager[str]]] = {"local": local, "neo4j": neo4j}


def count(url: str) -> int:
    """Return the number of nodes and edges of a graph."""
    with open_graph(url) as graph:
        return sum(
            graph._execute_read(statement, {})[0]["found"]
            for statement in ("MATCH (n) RETURN count(n) AS found", "MATCH ()-[e]->() RETURN count(e) AS found")
        )
