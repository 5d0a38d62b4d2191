"""Values that a driver refuses to read come as they stand: a row that holds one is quarantined, and nothing stops.

A driver raises for the whole page when one row holds bytes that are no UTF-8, a time that Python has not (`infinity`,
the year 10000, one BC). Times come as text, as from SQLite; bytes that are no UTF-8 come as lone surrogates, which
`values.as_text` finds.
"""

from __future__ import annotations

from typing import Any

from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader

TIMES = ("timestamp", "timestamptz", "date")
TEXTS = ("text", "varchar", "bpchar")


def text_as_it_stands(value: Buffer) -> str:
    """Return text whatever its bytes are."""
    return bytes(value).decode("utf-8", "surrogateescape")


class _AnyText(Loader):
    """Text of a database that does not check it."""

    def load(self, data: Buffer) -> str:
        return text_as_it_stands(data)


def prepare_postgresql(connection: Connection[Any]) -> None:
    """Read times as text, and text of a database in SQL_ASCII, which may hold anything, as it stands."""
    for kind in TIMES:
        connection.adapters.register_loader(kind, TextLoader)
    if connection.info.parameter_status("server_encoding") == "SQL_ASCII":
        for kind in TEXTS:
            connection.adapters.register_loader(kind, _AnyText)
