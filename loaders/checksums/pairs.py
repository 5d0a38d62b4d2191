"""From declarations to statements: the rows of a part with the id of the stream's row that each belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from loaders.checksums.reach import Around, Either, Own, Part, Reach, Through, Within
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
    columns = [name for name in ("id", *part.columns) if source.has(part.table, name)]
    rows = _table(part.table, part.by, *columns, *(name for name, _ in part.where))
    conditions = [rows.c[name] == value for name, value in part.where]
    if isinstance(part.of, Own):
        found = sa.select(rows.c[part.by].label("owner")).where(owners.holds(rows.c[part.by]))
    elif (pairs := _pairs(source, part.of, owners)) is None:
        return None
    else:
        found = sa.select(pairs.c.owner).select_from(pairs.join(rows, rows.c[part.by] == pairs.c.key))
    found = found.where(*conditions)
    if part.newest:
        return found.add_columns(*(sa.func.max(rows.c[name]) for name in columns)).group_by(found.selected_columns[0])
    return found.add_columns(*(rows.c[name] for name in columns))


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
