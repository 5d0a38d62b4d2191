"""Galaxy's database, opened read-only: one snapshot, read page by page in constant memory, on SQLite and PostgreSQL.

A column that this Galaxy does not have reads as NULL, a table that it does not have as empty (see `tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from more_itertools import chunked

from loaders.compiled import Compiled
from loaders.connection import connect, meant, translated
from loaders.errors import NotGalaxy
from loaders.ids import Ids
from loaders.lenient import in_bytes
from loaders.statements import Row, Statements
from loaders.tables import Tables, order
from loaders.values import as_text

REQUIRED = ("galaxy_user", "history", "history_dataset_association", "dataset", "job", "job_to_output_dataset")
"""Tables that every Galaxy database has."""

MOST_ANSWERS = 8
"""How many answers are remembered."""

LAST = 2**62
"""Above all ids."""

RANGES = 100
"""How many ranges of ids one statement asks for."""

AT_ONCE = 5000
"""How many rows a long answer is read in."""


@contextmanager
def open_source(url: str, *, statement_timeout: int = 600, snapshot: str | None = None) -> Iterator[Source]:
    """Open Galaxy's database for reading, in one repeatable-read, read-only transaction.

    A SQLite file that is not in WAL mode cannot be written by Galaxy while this transaction is open.

    Args:
        url: an SQLAlchemy URL, `sqlite:///PATH` or `postgresql+psycopg://…`.
        statement_timeout: seconds after which the server ends a statement (PostgreSQL).
        snapshot: what another source has exported: both then see the same rows (PostgreSQL).

    Raises:
        BadSourceUrl, SourceNotFound, NotGalaxy: it is not there, or is no Galaxy database.
        SourceUnavailable, SourceRefused: the server does not answer, or not to this user.
    """
    with connect(url, statement_timeout, snapshot) as connection:
        source = Source(connection)
        if missing := [name for name in REQUIRED if not source.has(name)]:
            raise NotGalaxy(f"{NotGalaxy.__doc__} (No table {missing[0]} here.)")
        yield source


class Source:
    """An open snapshot of Galaxy's database."""

    def __init__(self, connection: sa.Connection) -> None:
        """Look at the tables."""
        self._connection = connection
        self._tables, self._statements = Tables(connection), Statements(connection)
        self._answers: dict[Hashable, list[tuple[Any, ...]]] = {}

    def export_snapshot(self) -> str | None:
        """Return the name of this snapshot, for other connections as long as this one is open; None on SQLite."""
        if self._is_sqlite:
            return None
        with translated():
            return str(self._connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())

    @property
    def can_share(self) -> bool:
        """Tell whether another connection can read the same rows as long as this one is open.

        On SQLite our lock keeps writers off until we have finished, unless the file is in WAL mode.
        """
        if not self._is_sqlite:
            return True
        with translated():
            return str(self._connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()) != "wal"

    def has(self, table: str, column: str | None = None) -> bool:
        """Tell whether the database has this table, or this column of it."""
        return self._tables.has(table, column)

    def page(self, table: str, columns: Sequence[str], after: int, limit: int, up_to: int = LAST) -> list[Row]:
        """Return up to `limit` rows with an id above `after`, and not above `up_to`, in the order of their ids."""
        if not self.has(table):
            return []

        def made() -> sa.Select[Any]:
            relation = self._tables.relation(table)
            low, high = relation.c.id > sa.bindparam("after"), relation.c.id <= sa.bindparam("up_to")
            selected = self._tables.select(relation, ("id", *columns)).where(low, high)
            return selected.order_by(relation.c.id).limit(sa.bindparam("most"))

        statement = self._statements.made(("page", table, tuple(columns)), made)
        return self._statements.rows(statement, after=after, up_to=up_to, most=limit)

    def within(self, table: str, columns: Sequence[str], ranges: Sequence[tuple[int, int]]) -> Iterator[Row]:
        """Yield the rows whose id lies in one of the ranges, both ends included."""
        if not self.has(table):
            return

        def made() -> sa.Select[Any]:
            relation = self._tables.relation(table)
            low = [sa.bindparam(f"low{at}", type_=sa.types.NullType()) for at in range(len(some))]
            high = [sa.bindparam(f"high{at}", type_=sa.types.NullType()) for at in range(len(some))]
            is_inside = sa.or_(*map(relation.c.id.between, low, high))
            return self._tables.select(relation, ("id", *columns)).where(is_inside).order_by(relation.c.id)

        for some in chunked(ranges, RANGES):
            statement = self._statements.made(("within", table, tuple(columns), len(some)), made)
            low, high = ({f"{end}{at}": ids[i] for at, ids in enumerate(some)} for i, end in enumerate(("low", "high")))
            yield from self._statements.rows(statement, **low, **high)

    def gaps(self, table: str, low: int, high: int) -> list[tuple[int, int]]:
        """Return the ranges of ids from `low` to below the last row, itself not above `high`, that no row has."""
        if not self.has(table):
            return []
        column = self._tables.relation(table).c.id
        before = sa.func.lag(column, 1, low - 1).over(order_by=column).label("before")
        rows = sa.select(column, before).where(column.between(low, high)).subquery()
        found = self._statements.rows(sa.select(rows).where(rows.c.id - rows.c.before > 1).order_by(rows.c.id))
        return [(row["before"] + 1, row["id"] - 1) for row in found]

    def unfilled(self, table: str, columns: Sequence[str]) -> list[int]:
        """Return the ids of the rows of which all these columns are NULL; looks at all rows."""
        relation = self._tables.relation(table)
        empty = (self._tables.column(relation, name).is_(None) for name in columns)
        statement = sa.select(relation.c.id).where(*empty).order_by(relation.c.id)
        return [row["id"] for row in self._statements.rows(statement)]

    def moved(
        self, table: str, columns: Sequence[str], clock: str, since: datetime
    ) -> Generator[list[Row], None, None]:
        """Yield the rows whose time in the column `clock` is not before `since`, in any order, in lists.

        To be closed: the server keeps a cursor for it.
        """
        if not self.has(table, clock):
            return
        relation = self._tables.relation(table)
        statement = self._tables.select(relation, columns).where(relation.c[clock] >= self._moment(since))
        options = {"stream_results": True, "yield_per": AT_ONCE}
        with translated(), self._connection.execute(statement, execution_options=options) as found:
            for rows in found.mappings().partitions():
                yield [dict(row) for row in rows]

    def latest_time(self, table: str, clock: str, before: datetime) -> object:
        """Return the latest time in the column `clock` that is before another one, as the engine gives it."""
        if not self.has(table, clock):
            return None
        column = self._tables.relation(table).c[clock]
        statement = sa.select(sa.func.max(column).label("latest")).where(column < self._moment(before))
        return self._statements.rows(statement)[0]["latest"]

    def lookup(self, table: str, columns: Sequence[str], by: str, values: Iterable[int | None]) -> Iterator[Row]:
        """Yield the rows whose column `by` is one of the values, ordered by id within chunks of values."""
        names = tuple(dict.fromkeys((*columns, by)))
        for rows in self._found(table, names, by, values):
            for row in rows:
                yield dict(zip(names, row, strict=False))

    def pick(self, table: str, columns: Sequence[str], by: str, values: Iterable[int | None]) -> list[tuple[Any, ...]]:
        """Return the same rows as tuples of just these columns, half as dear as `lookup`: for tables with many rows."""
        found = list(self._found(table, tuple(columns), by, values))
        return found[0] if len(found) == 1 else [row for rows in found for row in rows]

    def recall(
        self, table: str, columns: Sequence[str], by: str, values: Iterable[int | None]
    ) -> list[tuple[Any, ...]]:
        """Return what `pick` does, and remember the last few answers: for ids that several rules of a batch ask for."""
        key = (table, tuple(columns), by, Ids.of(values))
        if key not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = self.pick(table, columns, by, key[3])
        return self._answers[key]

    def strays(
        self, table: str, column: str, target: str, by: str, values: Iterable[int | None]
    ) -> list[tuple[int, Any]]:
        """Return (`by`, `column`) of the rows whose column names a row of `target` that is not there."""
        if not (self.has(table, column) and self.has(table, by) and self.has(target)):
            return []

        def made() -> sa.Select[Any]:
            relation, other = self._tables.relation(table), self._tables.relation(target)
            named = relation.c[column]
            is_there = sa.exists(sa.literal_column("1")).where(other.c.id == named).correlate(relation)
            selected = sa.select(relation.c[by], named).where(self._statements.is_wanted(relation.c[by]))
            return selected.where(named.is_not(None), ~is_there)

        statement = self._statements.made(("strays", table, column, target, by), made)
        return [(owner, value) for rows in self._statements.chunked(statement, values) for owner, value in rows]

    def latest(self, table: str, column: str, by: str, values: Iterable[int], **where: str) -> dict[int, Any]:
        """Return the greatest value of a column for each value of `by`, among rows where columns have these values."""
        return self._grouped(sa.func.max, table, column, by, values, **where)

    def first(self, table: str, by: str, values: Iterable[int]) -> dict[int, int]:
        """Return the lowest id for each value of `by`."""
        return self._grouped(sa.func.min, table, "id", by, values)

    def count(self, table: str, by: str, values: Iterable[int | None], column: str = "id") -> dict[int, int]:
        """Return the number of rows where `column` is not NULL, for each value of `by` that has rows."""
        return self._grouped(sa.func.count, table, column, by, values)

    def length(self, table: str, column: str, by: str, values: Iterable[int | None]) -> dict[int, int]:
        """Return the length of all texts of a column together, for each value of `by`."""
        return self._grouped(_total_length, table, column, by, values)

    def tails(self, table: str, column: str, ids: Iterable[int], length: int) -> dict[int, str | None]:
        """Return the last `length` characters of a text column by id."""
        if not self.has(table, column):
            return {}

        def made() -> sa.Select[Any]:
            relation = self._tables.relation(table)
            text = relation.c[column]
            end = sa.func.substr(text, -length) if self._is_sqlite else sa.func.right(text, length)
            return sa.select(relation.c.id, end).where(self._statements.is_wanted(relation.c.id))

        statement = self._statements.made(("tails", table, column, length), made)
        return {id_: as_text(tail) for rows in self._statements.chunked(statement, ids) for id_, tail in rows}

    def highest(self, table: str) -> int:
        """Return the highest id, 0 for an empty table."""
        if not self.has(table):
            return 0
        rows = self._statements.rows(sa.select(sa.func.max(self._tables.relation(table).c.id).label("highest")))
        return int(rows[0]["highest"] or 0)

    def select(self, statement: sa.Select[Any] | sa.CompoundSelect[Any]) -> list[Sequence[Any]]:
        """Return the rows of a statement that only this engine may understand."""
        with translated():
            return list(self._connection.execute(statement))

    def stored(self, statement: sa.Select[Any]) -> Generator[list[tuple[Any, ...]], None, None]:
        """Yield the rows of a statement as SQLite keeps them, text as bytes, in lists. To be closed."""
        compiled = Compiled.of(statement, self._connection.dialect)
        with closing(self._connection.connection.cursor()) as cursor:
            try:
                cursor.execute(compiled.text, compiled.arguments({}))
                yield from in_bytes(cursor, AT_ONCE)
            except self._connection.dialect.loaded_dbapi.Error as error:
                raise meant(error) from error

    @property
    def dialect(self) -> str:
        """The engine: `sqlite` or `postgresql`."""
        return self._connection.dialect.name

    @property
    def release(self) -> tuple[int | str, ...]:
        """The engine's release, such as (18, 4)."""
        return self._connection.dialect.server_version_info or ()

    @property
    def _is_sqlite(self) -> bool:
        return self._statements.is_sqlite

    def _moment(self, time: datetime) -> object:
        """Return a time as the engine compares it: SQLite keeps times as text."""
        return time.isoformat(" ", timespec="microseconds") if self._is_sqlite else time

    def _grouped(
        self,
        function: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[Any]],
        table: str,
        column: str,
        by: str,
        values: Iterable[int | None],
        **where: str,
    ) -> dict[int, Any]:
        if not all(self.has(table, name) for name in (by, column, *where)):
            return {}

        def made() -> sa.Select[Any]:
            relation = self._tables.relation(table)
            group = relation.c[by]
            found = sa.select(group, function(relation.c[column])).group_by(group)
            is_meant = (relation.c[name] == sa.literal(value) for name, value in where.items())
            return found.where(self._statements.is_wanted(group), *is_meant)

        statement = self._statements.made(("grouped", function, table, column, by, *where.items()), made)
        return dict(pair for rows in self._statements.chunked(statement, values) for pair in rows)

    def _found(
        self, table: str, columns: tuple[str, ...], by: str, values: Iterable[int | None]
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows with one of the values, ordered by id within chunks of values."""
        if not self.has(table, by):
            return

        def made() -> sa.Select[Any]:
            relation = self._tables.relation(table)
            selected = self._tables.select(relation, columns).where(self._statements.is_wanted(relation.c[by]))
            return selected.order_by(*order(relation))

        yield from self._statements.chunked(self._statements.made((table, columns, by), made), values)


def _total_length(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(sa.func.sum(sa.func.length(column)), 0)


__all__ = ["Row", "Source", "open_source"]
