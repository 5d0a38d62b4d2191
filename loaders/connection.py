"""Connecting to Galaxy's database: addresses, the read-only transaction, and errors in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
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
    SourceConflict,
    SourceLocked,
    SourceNotFound,
    SourcePooled,
    SourceRefused,
    SourceSlow,
    SourceUnavailable,
)
from loaders.lenient import prepare_postgresql, text_as_it_stands
from loaders.row_sums import register
from loaders.session import CONNECT_TIMEOUT, DRIVER, SESSION, SET_WHERE_KNOWN, WHERE_KNOWN, options

ENGINES = 8
"""How many addresses are remembered: an engine holds no connection, but the statements that it has compiled."""

READ_ONLY = "mode=ro"
"""How SQLite opens the file."""

STATES: Mapping[str, type[LoadersError]] = {
    "28000": SourceRefused,  # invalid authorization
    "28P01": SourceRefused,  # invalid password
    "42501": SourceRefused,  # insufficient privilege
    "3D000": SourceNotFound,  # no such database
    "40001": SourceConflict,  # conflict with recovery; nothing else serialises what only reads
    "55P03": SourceLocked,  # lock timeout
    "57014": SourceSlow,  # statement timeout
    "25P03": SourceSlow,  # idle-in-transaction timeout
}
"""What PostgreSQL's error codes mean for the user: they are the same in every language that it may speak."""

SIGNS: tuple[tuple[str, type[LoadersError]], ...] = (
    ("not a database", NotGalaxy),
    ("malformed", NotGalaxy),
    ("unable to open database file", SourceNotFound),
    ("startup parameter", SourcePooled),
    ("conflict with recovery", SourceConflict),
    ("role ", SourceRefused),
    ("does not exist", SourceNotFound),
    ("password", SourceRefused),
    ("authentication", SourceRefused),
    ("no pg_hba.conf entry", SourceRefused),
    ("permission denied", SourceRefused),
)
"""What a driver's message means where there is no code; the first that fits. Anything else: the server is away."""


@contextmanager
def connect(url: str, statement_timeout: int, snapshot: str | None = None) -> Iterator[sa.Connection]:
    """Open a connection in a repeatable-read, read-only transaction, and close everything afterwards.

    `snapshot` is what another connection has exported (PostgreSQL): both then see the same rows.
    """
    address = parse_url(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = _sqlite(address) if is_sqlite else _postgresql(address, statement_timeout, snapshot)
    with translated(), engine.connect() as connection, connection.begin():
        yield connection


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
        raise meant(error.orig) from error
    except SQLAlchemyError as error:
        raise SourceUnavailable(f"Galaxy's database cannot be read: {_line(str(error))}") from error


def meant(error: object) -> LoadersError:
    """Return what an error of a driver means for the user."""
    message, state = str(error), getattr(error, "sqlstate", None)
    kind = STATES.get(state or "") or next((kind for sign, kind in SIGNS if sign in message), SourceUnavailable)
    return kind(f"{kind.__doc__} ({_line(message)})")


def _line(message: str) -> str:
    return " ".join(message.split())[:300]


def _sqlite(address: URL) -> sa.Engine:
    path = Path(address.database or "")
    if not address.database or not path.is_file():
        raise SourceNotFound(f"There is no file {address.database or ''!s}: check the path in the address.")
    return _sqlite_engine(path.resolve())


@lru_cache(maxsize=ENGINES)
def _sqlite_engine(path: Path) -> sa.Engine:
    uri = f"file:{quote(str(path))}?{READ_ONLY}"
    engine = sa.create_engine(
        URL.create("sqlite", database=uri, query={"uri": "true"}),
        poolclass=NullPool,
        connect_args={"timeout": CONNECT_TIMEOUT, "check_same_thread": False},  # one thread at a time
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Let SQLAlchemy's begin be SQLite's, and let text that is no UTF-8 through."""
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")
    connection.text_factory = text_as_it_stands
    register(connection)


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@lru_cache(maxsize=ENGINES)
def _postgresql(address: URL, statement_timeout: int, snapshot: str | None) -> sa.Engine:
    engine = sa.create_engine(
        address,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
        connect_args=driver_arguments(address, {"statement_timeout": f"{int(statement_timeout)}s"}),
    )
    if snapshot is not None:  # before any query of the transaction
        name = snapshot.replace("'", "''")
        sa.event.listen(engine, "begin", lambda found: found.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{name}'"))
    sa.event.listen(engine, "connect", lambda connection, _record: prepare_postgresql(connection), insert=True)
    sa.event.listen(engine, "begin", _prepare_postgresql)
    return engine


def driver_arguments(address: URL, settings: Mapping[str, str]) -> dict[str, object]:
    """Return what the PostgreSQL driver is told beside the address; `settings` are added to those of every session."""
    given = address.query.get("options", "")
    ours = options(given if isinstance(given, str) else " ".join(given), {**SESSION, **settings})
    return {name: value for name, value in DRIVER.items() if name not in address.query} | {"options": ours}


def _prepare_postgresql(connection: sa.Connection) -> None:
    connection.exec_driver_sql(SET_WHERE_KNOWN, {"names": list(WHERE_KNOWN), "values": json.dumps(WHERE_KNOWN)})
