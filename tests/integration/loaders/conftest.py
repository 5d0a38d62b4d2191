"""What is in a graph, as values that are easy to compare, and a small Galaxy database."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from cypher import open_graph
from cypher.dump import dump
from tests.engines import postgres_server
from tests.integration.loaders.changes import Server, empty_postgres, make_empty_sqlite, populate, set_sequences
from tests.integration.loaders.content import Content
from tests.unit.loaders.conftest import empty_galaxy, galaxy
from tests.unit.loaders.migrations import migrate

__all__ = ["empty_galaxy", "galaxy"]


@pytest.fixture(scope="session")
def sample_content(local_samples_url: str) -> dict[str, Content]:
    """What the samples are in the graph, by instance."""
    with open_graph(local_samples_url) as graph:
        lines = [json.loads(line) for line in dump(graph)]
    return {instance: Content(lines, instance) for instance in ("demo", "main")}


# Small Galaxy databases in which a little of everything has happened, for tests that let more happen


@pytest.fixture(scope="session")
def small_sqlite(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database in SQLite, to be copied."""
    path = make_empty_sqlite(demo_sqlite, tmp_path_factory.mktemp("small") / "galaxy.sqlite")
    server = Server(f"sqlite:///{path}")
    populate(server)
    server.close()
    return path


@pytest.fixture(scope="session")
def small_postgres(postgres_url: str, oracle_postgres: str) -> Iterator[str]:
    """The SQLAlchemy URL of a small database in PostgreSQL, to be copied."""
    template = make_url(oracle_postgres).database or ""
    with postgres_server.new_database(postgres_url, "small", template=template) as plain:
        url = plain.replace("postgresql://", "postgresql+psycopg://", 1)
        empty_postgres(url)
        server = Server(url)
        populate(server)
        server.close()
        set_sequences(url)
        yield url


@pytest.fixture
def sqlite_galaxy(small_sqlite: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a Galaxy of one's own on SQLite, each time it is called; of a later generation, if one is named."""
    servers: list[Server] = []

    def start(generation: str | None = None) -> Server:
        path = shutil.copy(small_sqlite, tmp_path / f"galaxy{len(servers)}.sqlite")
        if generation:
            migrate(path, generation)
        servers.append(Server(f"sqlite:///{path}"))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def postgres_galaxy(postgres_url: str, small_postgres: str) -> Iterator[Callable[[], Server]]:
    """Start a Galaxy of one's own on PostgreSQL, each time it is called; it takes the place of the one before."""
    with contextlib.ExitStack() as stack:
        last = stack.enter_context(contextlib.ExitStack())

        def start() -> Server:
            last.close()
            template = make_url(small_postgres).database or ""
            plain = last.enter_context(postgres_server.new_database(postgres_url, "changing", template=template))
            server = Server(plain.replace("postgresql://", "postgresql+psycopg://", 1))
            last.callback(server.close)
            return server

        yield start
