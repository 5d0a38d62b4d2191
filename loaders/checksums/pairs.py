"""From declarations to statements: the rows of a part with the id of the stream's row that each belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from loaders.checksums.reach import Around, Either, Own, Part, Reach, Through, Within
from loaders.checksums.sums import ENGINES
from loaders.source import Source

ELEMENTS = "dataset_collection_element"
HOLDER, HELD = "dataset_collection_id", "child_collection_id"

Pairs = sa.Subquery | sa.CTE
"""With the columns `owner` and `key`."""


@dataclass(frozen=True, slots=True)
class Range:
    """Owner ids from `low` to `high`, both included."""

    low: int
    high: int

    def holds(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return the condition that the column is in the range."""
        return column.between(self.low, self.high)


def select_rows(source: Source, part: Part, owners: Range) -> sa.Select[Any] | None:
    """Return the statement for a part's rows: `owner`, then its columns; None if this Galaxy has no such table."""
    if not (source.has(part.table, part.by) and (part.lacking is None or not source.has(part.lacking))):
        return None
    rows = _present(source, part)
    if isinstance(part.of, Own):
        by = rows.c[part.by]
        found = sa.select(by.label("owner")).where(owners.holds(by), *_conditions(source, part, rows))
        return _newest(found, part, rows) if part.newest else found.add_columns(*_content(part, rows))
    if (pairs := _pairs(source, part.of, owners)) is None:
        return None
    if part.shared:
        return _hashed_once(source, part, rows, pairs)
    joined = pairs.join(rows, rows.c[part.by] == pairs.c.key)
    found = sa.select(pairs.c.owner, *_content(part, rows)).select_from(joined)
    return found.where(*_conditions(source, part, rows))


def _newest(found: sa.Select[Any], part: Part, rows: sa.FromClause) -> sa.Select[Any]:
    return found.add_columns(*(sa.func.max(rows.c[name]) for name in part.columns)).group_by(rows.c[part.by])


def _hashed_once(source: Source, part: Part, rows: sa.FromClause, pairs: Pairs) -> sa.Select[Any]:
    """Grouping keeps the engine from hashing a row again for each owner."""
    key, digest = rows.c[part.by].label("key"), ENGINES[source.dialect].hash(_content(part, rows))
    wanted = rows.c[part.by].in_(sa.select(pairs.c.key))
    hashed = sa.select(key, sa.func.max(digest).label("digest")).where(wanted).group_by(key).subquery()
    joined = pairs.join(hashed, hashed.c.key == pairs.c.key)
    return sa.select(pairs.c.owner, hashed.c.key, hashed.c.digest).select_from(joined)


def _present(source: Source, part: Part) -> sa.FromClause:
    """Return a part's table with those of the columns that this Galaxy has."""
    names = ("id", *part.columns, *(name for name, _ in part.where))
    return _table(part.table, part.by, *(name for name in names if source.has(part.table, name)))


def _content(part: Part, rows: sa.FromClause) -> list[sa.ColumnElement[Any]]:
    return [rows.c[name] for name in ("id", *part.columns) if name in rows.c]


def _conditions(source: Source, part: Part, rows: sa.FromClause) -> Iterator[sa.ColumnElement[bool]]:
    for name, value in part.where:
        yield rows.c[name] == value
    for table, column in part.unless:
        if source.has(table, column):
            others = _table(table, column)
            yield ~sa.exists().where(others.c[column] == rows.c.id)


def _pairs(source: Source, reach: Reach, owners: Range) -> Pairs | None:
    """Return (owner, key) for owners in the range; None if this Galaxy lacks a table on the way."""
    match reach:
        case Through():
            return _through(source, reach, owners)
        case Within(of):
            return _closure(source, of, owners, HOLDER, HELD)
        case Around(of):
            return _closure(source, of, owners, HELD, HOLDER)
        case Either(reaches):
            return _union(_pairs(source, one, owners) for one in reaches)
        case Own():
            raise ValueError("a row's own id is no key of another table: name the column that holds it")


def _through(source: Source, reach: Through, owners: Range) -> Pairs | None:
    if not (source.has(reach.table, reach.by) and source.has(reach.table, reach.column)):
        return None
    rows = _table(reach.table, reach.by, reach.column)
    by, key = rows.c[reach.by], rows.c[reach.column].label("key")
    if isinstance(reach.of, Own):
        return sa.select(by.label("owner"), key).where(owners.holds(by)).subquery()
    if (pairs := _pairs(source, reach.of, owners)) is None:
        return None
    return sa.select(pairs.c.owner, key).select_from(pairs.join(rows, by == pairs.c.key)).subquery()


def _closure(source: Source, of: Reach, owners: Range, by: str, column: str) -> Pairs | None:
    """Follow elements from collection to collection; UNION keeps each pair once, so that a cycle ends."""
    pairs = _pairs(source, of, owners)
    if pairs is None or not source.has(ELEMENTS):
        return pairs
    start = sa.select(pairs.c.owner, pairs.c.key).where(pairs.c.key.is_not(None))
    found = start.cte(recursive=True)
    elements = _table(ELEMENTS, by, column)
    step = sa.select(found.c.owner, elements.c[column]).select_from(found.join(elements, elements.c[by] == found.c.key))
    return found.union(step.where(elements.c[column].is_not(None)))


def _union(found: Iterable[Pairs | None]) -> Pairs | None:
    present = [sa.select(pairs.c.owner, pairs.c.key) for pairs in found if pairs is not None]
    if not present:
        return None
    return sa.union(*present).subquery()


def _table(name: str, *columns: str) -> sa.FromClause:
    return sa.table(name, *(sa.column(column) for column in dict.fromkeys(columns))).alias()
