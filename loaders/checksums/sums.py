"""The checksum of rows, added up by chunk: inside PostgreSQL, and of what SQLite hands over.

A row is hashed as a whole, with the id of its owner, so that values that change places are seen; sums do not depend
on the order of rows. The sums of different engines are not equal to each other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from loaders.row_sums import BITS, SUM, row_hash
from loaders.source import Source

LONG = frozenset({"request", "source", "state_message", "value", "tool_state", "tool_stderr", "job_stderr", "info"})
"""Columns with long values: hashed on their own, so that no copy of the row is made with them in it."""


SEED: sa.ColumnElement[int] = sa.literal_column("0")

HASHES_ROWS = (14,)
"""The release since which PostgreSQL hashes rows; after an upgrade from an older one all checksums differ once."""

WHOLE_TABLES = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")
"""Settings of PostgreSQL's planner for what pays for many rows only."""


class ChunkSum(NamedTuple):
    """The rows of one part, told by its place, in one chunk: how many, and the sum of their hashes, modulo 2^64."""

    place: int
    chunk: int
    rows: int
    sum: int


Columns = Sequence[sa.ColumnElement[Any]]
Parts = Mapping[int, sa.Select[Any]]
"""The rows of each part, by its place among those of the stream; the first column is the owner's id."""


class Engine(ABC):
    """How one engine hashes a row and adds up the hashes."""

    @abstractmethod
    def sum(self, columns: Columns) -> sa.ColumnElement[Any]:
        """Return the sum of the hashes of rows: of all values, their places, and whether they are NULL."""

    @contextmanager
    def planned_for_few(self, source: Source) -> Iterator[None]:  # noqa: ARG002 - not every engine needs to be told
        """Let statements inside follow the indexes, as is right for few owners."""
        yield

    @abstractmethod
    def sums(self, source: Source, parts: Parts, size: int) -> Iterator[ChunkSum]:
        """Yield the sums of each part and chunk that has rows."""


class PostgreSQL(Engine):
    """`hash_record_extended`: a row as it is, which takes a quarter less time than its text.

    It fails for columns of type `json`: those that Galaxy has are read as text, or hashed on their own.
    """

    @contextmanager
    def planned_for_few(self, source: Source) -> Iterator[None]:
        """Only index lookups, row by row: the planner takes far too many rows to come out of unions and recursions."""
        _switch(source, on=False)
        yield
        _switch(source, on=True)  # not after an error: that ends the transaction, and with it the setting

    def sum(self, columns: Columns) -> sa.ColumnElement[Any]:
        """The sum of many bigints is a numeric: it has no end."""
        return sa.func.sum(self.hash(sa.func.row(*(_text_hash(c) if c.key in LONG else c for c in columns))))

    def hash(self, row: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """Return the hash of a row; NULL and the empty text are not the same.

        Hashed once more, as PostgreSQL adds up the hashes of a row's values: in the sum of such rows, values could
        change places.
        """
        return sa.func.hashint8extended(sa.func.hash_record_extended(row, SEED), SEED)

    def sums(self, source: Source, parts: Parts, size: int) -> Iterator[ChunkSum]:
        """Group by chunk, all parts in one statement: what several of them go by is looked up once."""
        each = [self._grouped(place, rows.subquery(), size) for place, rows in parts.items()]
        for place, chunk, count, total in source.select(sa.union_all(*each)) if each else ():
            yield ChunkSum(place, chunk, count, int(total) % (1 << BITS))

    def _grouped(self, place: int, rows: sa.Subquery, size: int) -> sa.Select[Any]:
        chunk = _chunk(rows.c[0], size).label("chunk")
        number: sa.ColumnElement[int] = sa.literal_column(str(place)).label("place")
        return sa.select(number, chunk, sa.func.count(), self.sum(list(rows.c))).group_by(chunk)


class OlderPostgreSQL(PostgreSQL):
    """`hashtextextended`, of PostgreSQL 11."""

    def hash(self, row: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """Return the hash of a row's text, which keeps NULL and the empty text apart."""
        return _text_hash(row)


class Sqlite(Engine):
    """The hash of `loaders.row_sums`: a row that SQLite hands over costs less than a call from it into Python."""

    def sum(self, columns: Columns) -> sa.ColumnElement[Any]:
        """Hash the values as they are."""
        found: sa.ColumnElement[Any] = getattr(sa.func, SUM)(*map(_plain, columns))
        return found

    def sums(self, source: Source, parts: Parts, size: int) -> Iterator[ChunkSum]:
        """Keeps no rows and sorts none; SQLite may hold anything in a column of ids: such rows have no chunk."""
        for place, rows in parts.items():
            yield from self._grouped(source, place, rows.subquery(), size)

    def _grouped(self, source: Source, place: int, rows: sa.Subquery, size: int) -> Iterator[ChunkSum]:
        counts, totals = Counter[Any](), Counter[Any]()
        with closing(source.stored(sa.select(_chunk(rows.c[0], size).label("chunk"), *rows.c))) as pages:
            for page in pages:
                chunks = list(map(itemgetter(0), page))
                counts.update(chunks)
                for chunk, value in zip(chunks, map(row_hash, page), strict=True):
                    totals[chunk] += value
        for chunk, count in counts.items():
            if isinstance(chunk, int):
                yield ChunkSum(place, chunk, count, totals[chunk] % (1 << BITS))


SQLITE, POSTGRESQL, OLDER_POSTGRESQL = Sqlite(), PostgreSQL(), OlderPostgreSQL()


def engine_of(source: Source) -> Engine:
    """Return how this source hashes rows."""
    if source.dialect == "sqlite":
        return SQLITE
    return POSTGRESQL if source.release >= HASHES_ROWS else OLDER_POSTGRESQL


def _switch(source: Source, *, on: bool) -> None:
    """Allow, or not, ways to plan that read whole tables; only until the end of the transaction."""
    settings = (sa.func.set_config(name, "on" if on else "off", sa.true()) for name in WHOLE_TABLES)
    source.select(sa.select(*settings))


def _chunk(owner: sa.ColumnElement[Any], size: int) -> sa.ColumnElement[Any]:
    return owner.op("/")(sa.literal_column(str(int(size))))


def _text_hash(value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.func.hashtextextended(sa.cast(value, sa.Text), SEED)


def _plain(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Hand text over as bytes: the driver cannot hand over text that is no UTF-8."""
    is_text = sa.func.typeof(column) == sa.literal_column("'text'")
    return sa.case((is_text, sa.cast(column, sa.LargeBinary)), else_=column)
