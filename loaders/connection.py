"""Connecting to Galaxy's database: addresses, the read-only transaction, and errors in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from loaders.errors import (
    BadSourceUrl,
    LoadersError,
    NotGalaxy,
    SourceNotFound,
    SourceRefused,
    SourceUnavailable,
)

CONNECT_TIMEOUT = 10
"""Seconds to wait for a server."""

SIGNS: tuple[tuple[str, type[LoadersError]], ...] = (
    ("not a database", NotGalaxy),
    ("malformed", NotGalaxy),
    ("unable to open database file", SourceNotFound),
    ("role ", SourceRefused),
    ("does not exist", SourceNotFound),
    ("password", SourceRefused),
    ("authentication", SourceRefused),
    ("no pg_hba.conf entry", SourceRefused),
    ("permission denied", SourceRefused),
)
"""What a driver's message means for the user; the first that fits. Anything else: the server is away."""


@contextmanager
def connect(url: str, statement_timeout: int) -> Iterator[sa.Connection]:
    """Open a connection in a repeatable-read, read-only transaction, and close everything afterwards."""
    address = parse_url(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = _sqlite(address) if is_sqlite else _postgresql(address, statement_timeout)
    try:
        with translated(), engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def parse_url(url: str) -> URL:
    """Read the address; `postgresql://` and `postgres://` mean the driver that is installed here."""
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
        backend = address.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise BadSourceUrl from error
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return address.set(drivername="sqlite")
    raise BadSourceUrl


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of SQLAlchemy and the drivers into ours."""
    try:
        yield
    except NoSuchModuleError as error:
        raise BadSourceUrl from error
    except DBAPIError as error:
        raise _meant(str(error.orig)) from error
    except SQLAlchemyError as error:
        raise SourceUnavailable(f"Galaxy's database cannot be read: {_line(str(error))}") from error


def _meant(message: str) -> LoadersError:
    kind = next((kind for sign, kind in SIGNS if sign in message), SourceUnavailable)
    return kind(f"{kind.__doc__} ({_line(message)})")


def _line(message: str) -> str:
    return " ".join(message.split())[:300]


def _sqlite(address: URL) -> sa.Engine:
    path = Path(address.database or "")
    if not address.database or not path.is_file():
        raise SourceNotFound(f"There is no file {address.database or ''!s}: check the path in the address.")
    uri = f"file:{quote(str(path.resolve()))}?mode=ro"
    engine = sa.create_engine(
        URL.create("sqlite", database=uri, query={"uri": "true"}),
        poolclass=NullPool,
        connect_args={"timeout": CONNECT_TIMEOUT},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Let SQLAlchemy's begin be SQLite's, and let text that is no UTF-8 through."""
    connection.isolation_level = None
    connection.text_factory = lambda value: value.decode("utf-8", "replace")


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _postgresql(address: URL, statement_timeout: int) -> sa.Engine:
    engine = sa.create_engine(
        address,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT,
            "client_encoding": "utf8",  # else text of a database in SQL_ASCII comes as bytes
            "prepare_threshold": None,  # a pooler between us and the server may not keep prepared statements
            "application_name": "galaxy-lineage",
        },
    )

    def prepare(connection: Any, _record: object) -> None:
        connection.autocommit = True
        connection.execute("SET default_transaction_read_only = on")
        connection.execute(f"SET statement_timeout = '{int(statement_timeout)}s'")
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute("SET timezone = 'UTC'")
        connection.autocommit = False

    sa.event.listen(engine, "connect", prepare)
    return engine
