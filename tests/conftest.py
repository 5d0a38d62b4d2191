"""The servers and databases that the tests share: real engines, started when a test first asks for one.

A test that asks for one of them is marked `service`; `make test-fast` runs the others.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import make_url

from cypher import Graph, open_graph
from cypher.local import LocalServer
from tests.engines import graph_server, neo4j_server, postgres_dump, postgres_server, sample_databases
from tests.engines.graph_server import GraphServer
from tests.engines.ways import free_port
from tests.oracle.client import Oracle, OracleProcess

# How long a property takes says more about the machine than about the code: time is measured in tests/bench.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ENGINES = ("local", "neo4j")
READERS = {"samples", "samples_url"}
SERVICES = READERS | {
    "graph",
    "graph_url",
    "local_graph",
    "local_samples_url",
    "local_url",
    "neo4j_graph",
    "neo4j_url",
    "oracle",
    "oracle_postgres",
    "postgres_url",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a service, and let those that read the loaded samples run before those that empty a graph."""
    for item in items:
        if SERVICES & _fixtures(item):
            item.add_marker(pytest.mark.service)
    items.sort(key=lambda item: not READERS & _fixtures(item))


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


# Graph servers, one of each engine


@pytest.fixture(scope="session")
def neo4j_url() -> Iterator[str]:
    """A real Neo4j 5.26. Its one database is shared: to write, ask for `graph` or `graph_url`."""
    with neo4j_server.running() as url:
        yield url


@pytest.fixture(scope="session")
def local_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A local graph in a temporary folder, shared: to write, ask for `graph` or `graph_url`."""
    with _local_graph(tmp_path_factory.mktemp("graph")) as url:
        yield url


@pytest.fixture(scope="session")
def neo4j_engine(neo4j_url: str) -> GraphServer:
    return GraphServer(neo4j_url)


@pytest.fixture(scope="session")
def local_engine(local_url: str) -> GraphServer:
    return GraphServer(local_url)


@contextmanager
def _local_graph(folder: Path) -> Iterator[str]:
    try:
        yield f"local:{folder}"
    finally:
        LocalServer(folder).stop()


# Graphs to write to


@pytest.fixture(params=ENGINES)
def graph_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty graph, on each engine in turn."""
    server: GraphServer = request.getfixturevalue(f"{request.param}_engine")
    server.empty()
    return server.url


@pytest.fixture
def graph(graph_url: str) -> Iterator[Graph]:
    """An empty graph, on each engine in turn."""
    with open_graph(graph_url) as graph:
        yield graph


@pytest.fixture
def local_graph(local_engine: GraphServer) -> Iterator[Graph]:
    """An empty graph on the local server."""
    local_engine.empty()
    with open_graph(local_engine.url) as graph:
        yield graph


@pytest.fixture
def neo4j_graph(neo4j_engine: GraphServer) -> Iterator[Graph]:
    """An empty graph on Neo4j."""
    neo4j_engine.empty()
    with open_graph(neo4j_engine.url) as graph:
        yield graph


@pytest.fixture
def empty() -> Callable[[Graph], None]:
    """Empty a graph once more: `empty(graph)`."""
    return graph_server.empty


@pytest.fixture
def unused_tcp_port() -> int:
    """A port on loopback that nobody listens on."""
    return free_port()


# Galaxy databases


@pytest.fixture(scope="session")
def demo_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample database that is part of the distribution."""
    return sample_databases.unpacked(sample_databases.DEMO, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def oracle_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a Galaxy 26.1.2 that tries everything; skips where it is not beside the repository."""
    return sample_databases.unpacked(
        sample_databases.shared_file(sample_databases.ORACLE_SQLITE), tmp_path_factory.mktemp("oracle")
    )


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL; its user may create databases."""
    with postgres_server.running() as url:
        yield url


@pytest.fixture(scope="session")
def oracle_postgres(postgres_url: str) -> Iterator[str]:
    """The SQLAlchemy URL of the rows of `oracle_sqlite`, in PostgreSQL; only for reading."""
    packed = sample_databases.shared_file(sample_databases.ORACLE_POSTGRES)
    with postgres_server.new_database(postgres_url, "galaxy") as url:
        with lzma.open(packed, "rt") as dump:
            postgres_dump.load(dump, url)
        yield _for_sqlalchemy(url)


@pytest.fixture
def own_postgres(postgres_url: str, oracle_postgres: str) -> Iterator[str]:
    """A copy of `oracle_postgres` for one test, which may change it."""
    with postgres_server.new_database(postgres_url, "own", template=make_url(oracle_postgres).database or "") as url:
        yield _for_sqlalchemy(url)


def _for_sqlalchemy(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


# Graphs to read: the demo as instance `demo`, the oracle's database (where it is there) as instance `main`


@pytest.fixture(params=ENGINES)
def samples_url(request: pytest.FixtureRequest) -> str:
    """The URL of a graph with the samples loaded, on each engine in turn; only for reading."""
    if request.param == "local":
        url: str = request.getfixturevalue("local_samples_url")
        return url
    server: GraphServer = request.getfixturevalue("neo4j_engine")
    server.hold("samples", request.getfixturevalue("load_samples"))
    return server.url


@pytest.fixture
def samples(samples_url: str) -> Iterator[Graph]:
    """A graph with the samples loaded, on each engine in turn; only for reading."""
    with open_graph(samples_url) as graph:
        yield graph


@pytest.fixture(scope="session")
def local_samples_url(tmp_path_factory: pytest.TempPathFactory, load_samples: Callable[[Graph], None]) -> Iterator[str]:
    """A local graph of its own with the samples loaded; only for reading. Good for servers that outlive a test."""
    with _local_graph(tmp_path_factory.mktemp("samples")) as url:
        with open_graph(url) as graph:
            load_samples(graph)
        yield url


@pytest.fixture(scope="session")
def load_samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Graph], None]:
    """What loads the sample databases into an empty graph."""
    folder = tmp_path_factory.mktemp("databases")
    return lambda graph: sample_databases.load(graph, folder)


# Galaxy's own history graph


@pytest.fixture(scope="session")
def oracle() -> Iterator[Callable[[Path], Oracle]]:
    """Ask `oracle(sqlite_path).graph(history_id, …)` what Galaxy itself answers."""
    with OracleProcess() as process:
        yield lambda database: Oracle(process, database)
