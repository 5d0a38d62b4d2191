"""The checksum of rows, added up by chunk inside the database: one statement for each engine.

A row is hashed as a whole, with the id of its owner, so that values that change places are seen; sums do not depend
on the order of rows. The sums of different engines are not equal to each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from loaders.row_sums import BITS, FUNCTION
from loaders.source import Source

LONG = frozenset({"request", "source", "state_message", "value", "tool_state", "tool_stderr", "job_stderr", "info"})
"""Columns with long values: hashed on their own, so that no copy of the row is made with them in it."""


class ChunkSum(NamedTuple):
    """The rows of one part in one chunk: how many, and the sum of their hashes, modulo 2^64."""

    chunk: int
    rows: int
    sum: int


def chunk_sums(source: Source, rows: sa.Select[Any], size: int) -> Iterator[ChunkSum]:
    """Yield the sums of each chunk that has rows; the first column of `rows` is the owner's id."""
    statement = STATEMENTS[source.dialect]
    yield from statement(source, rows.subquery(), size)


def _postgresql(source: Source, rows: sa.Subquery, size: int) -> Iterator[ChunkSum]:
    hashed = _hash(sa.cast(sa.func.row(*map(_short, rows.c)), sa.Text))
    chunk = rows.c[0].op("/")(sa.literal_column(str(int(size)))).label("chunk")
    statement = sa.select(chunk, sa.func.count(), sa.func.sum(hashed)).group_by(chunk)
    for found, count, total in source.select(statement):
        yield ChunkSum(found, count, int(total) % (1 << BITS))


def _short(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return _hash(sa.cast(column, sa.Text)) if column.key in LONG else column


def _hash(text: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.func.hashtextextended(text, sa.literal_column("0"))


def _sqlite(source: Source, rows: sa.Subquery, size: int) -> Iterator[ChunkSum]:
    owner, others = rows.c[0], list(rows.c)[1:]
    chunk = owner.op("/")(sa.literal_column(str(int(size))))
    statement = sa.select(getattr(sa.func, FUNCTION)(chunk, owner, *map(_plain, others)))
    ((found,),) = source.select(statement)
    for text, (count, total) in json.loads(found or "{}").items():
        yield ChunkSum(int(text), count, total)


def _plain(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Hand text over as bytes: the driver cannot hand over text that is no UTF-8."""
    is_text = sa.func.typeof(column) == sa.literal_column("'text'")
    return sa.case((is_text, sa.cast(column, sa.LargeBinary)), else_=column)


STATEMENTS: dict[str, Callable[[Source, sa.Subquery, int], Iterator[ChunkSum]]] = {
    "postgresql": _postgresql,
    "sqlite": _sqlite,
}
