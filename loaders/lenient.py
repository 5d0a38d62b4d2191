"""Values that a driver refuses to read come as they stand: a row that holds one is quarantined, and nothing stops.

A driver raises for the whole page when one row holds bytes that are no UTF-8, a time that Python has not (`infinity`,
the year 10000, one BC). Times come as text, as from SQLite; bytes that are no UTF-8 come as lone surrogates, which
`values.as_text` finds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader
from sqlalchemy.engine.interfaces import DBAPICursor

TIMES = ("timestamp", "timestamptz", "date")
TEXTS = ("text", "varchar", "bpchar", "name", '"char"', 0)
"""The last is what has no type."""

UNCHECKED = "SQL_ASCII"
"""The encoding of databases whose text may be any bytes: sent as UTF-8, one that is none would end the statement."""


def text_as_it_stands(value: Buffer) -> str:
    """Return text whatever its bytes are."""
    return bytes(value).decode("utf-8", "surrogateescape")


class NotUtf8(Exception):
    """There is text that is no UTF-8."""


@contextmanager
def only_utf8(connection: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite's driver decode text itself, without a call for each value: 1.07 times as fast in all.

    Raises:
        NotUtf8: it could not; what was read so far must be read again.
    """
    connection.text_factory = str
    try:
        yield
    except sqlite3.OperationalError as error:
        raise (NotUtf8 if "decode" in str(error) else error) from error
    finally:
        connection.text_factory = text_as_it_stands


def in_bytes(cursor: DBAPICursor, at_once: int) -> Iterator[list[Any]]:
    """Yield the rows of SQLite's cursor in lists, text as the bytes that it is."""
    rows: list[Any] | None = None
    while rows is None or rows:
        cursor.connection.text_factory = bytes
        try:
            rows = list(cursor.fetchmany(at_once))
        finally:
            cursor.connection.text_factory = text_as_it_stands
        yield rows


class _AnyText(Loader):
    """Text of a database that does not check it."""

    def load(self, data: Buffer) -> str:
        return text_as_it_stands(data)


def prepare_postgresql(connection: Connection[Any]) -> None:
    """Read times as text, and text that the server does not check as it stands; before anything else is read."""
    is_unchecked = connection.info.parameter_status("server_encoding") == UNCHECKED
    if is_unchecked:
        connection.execute(f"SET client_encoding TO '{UNCHECKED}'")
        connection.commit()
    for kind in (*TIMES, *(TEXTS if is_unchecked else ())):
        connection.adapters.register_loader(kind, _AnyText if is_unchecked else TextLoader)
