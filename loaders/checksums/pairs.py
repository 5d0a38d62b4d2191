"""From declarations to statements: the rows of a part with the id of the stream's row that each belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

from loaders.checksums.reach import Around, Either, Own, Part, Reach, Shared, Through, Within
from loaders.checksums.sums import engine_of
from loaders.source import Source

ELEMENTS = "dataset_collection_element"
HOLDER, HELD = "dataset_collection_id", "child_collection_id"

Pairs = sa.CTE
"""With the columns `owner` and `key`."""


class Owners(Protocol):
    """Which owners are asked for."""

    def holds(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return the condition that the column names one of them."""


@dataclass(frozen=True, slots=True)
class Range:
    """Owner ids from `low` to `high`, both included."""

    low: int
    high: int

    def holds(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Compare."""
        return column.between(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that others lead to."""

    pairs: Pairs

    def holds(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Look them up."""
        return column.in_(sa.select(self.pairs.c.key))


def select_rows(paths: Paths, part: Part | Shared) -> sa.Select[Any] | None:
    """Return the statement for a part's rows: `owner`, then its columns; None if this Galaxy has no such table."""
    if isinstance(part, Part):
        return _select_own(paths, part) if _is_there(paths.source, part) else None
    if (pairs := paths.pairs(part.of)) is None:
        return None
    inside = Paths(paths.source, Keys(pairs))
    rows = [(place, select_rows(inside, inner)) for place, inner in enumerate(part.parts)]
    return _hashed_once(paths.source, [(place, found.subquery()) for place, found in rows if found is not None], pairs)


class Paths:
    """The reaches of one statement: each is a common table expression, said once however often it is needed."""

    def __init__(self, source: Source, owners: Owners) -> None:
        """Start from these owners."""
        self.source, self.owners = source, owners
        self._found: dict[Reach, Pairs | None] = {}

    def pairs(self, reach: Reach) -> Pairs | None:
        """Return (owner, key) of the owners; None if this Galaxy lacks a table on the way."""
        if reach not in self._found:
            self._found[reach] = self._follow(reach)
        return self._found[reach]

    def _follow(self, reach: Reach) -> Pairs | None:
        match reach:
            case Through():
                return self._through(reach)
            case Within(of):
                return self._closure(of, HOLDER, HELD)
            case Around(of):
                return self._closure(of, HELD, HOLDER)
            case Either(reaches):
                return self._union(reaches)
            case Own():
                raise ValueError("a row's own id is no key of another table: name the column that holds it")

    def _through(self, reach: Through) -> Pairs | None:
        source = self.source
        if not (source.has(reach.table, reach.by) and source.has(reach.table, reach.column)):
            return None
        rows = _table(reach.table, reach.by, reach.column)
        by, key = rows.c[reach.by], rows.c[reach.column].label("key")
        if isinstance(reach.of, Own):
            return sa.select(by.label("owner"), key).where(self.owners.holds(by)).cte()
        if (pairs := self.pairs(reach.of)) is None:
            return None
        return sa.select(pairs.c.owner, key).select_from(pairs.join(rows, by == pairs.c.key)).cte()

    def _closure(self, of: Reach, by: str, column: str) -> Pairs | None:
        """Follow elements from collection to collection; UNION keeps each pair once, so that a cycle ends."""
        pairs = self.pairs(of)
        if pairs is None or not self.source.has(ELEMENTS):
            return pairs
        found = sa.select(pairs.c.owner, pairs.c.key).where(pairs.c.key.is_not(None)).cte(recursive=True)
        elements = _table(ELEMENTS, by, column)
        joined = found.join(elements, elements.c[by] == found.c.key)
        step = sa.select(found.c.owner, elements.c[column]).select_from(joined)
        return found.union(step.where(elements.c[column].is_not(None)))

    def _union(self, reaches: Iterable[Reach]) -> Pairs | None:
        present = [
            sa.select(pairs.c.owner, pairs.c.key) for reach in reaches if (pairs := self.pairs(reach)) is not None
        ]
        if len(present) > 1:
            return sa.union(*present).cte()
        return present[0].distinct().cte() if present else None


def _is_there(source: Source, part: Part) -> bool:
    if (part.having and not source.has(part.having)) or (part.lacking and source.has(part.lacking)):
        return False
    return source.has(part.table, part.by)


def _select_own(paths: Paths, part: Part) -> sa.Select[Any] | None:
    rows = _present(paths.source, part)
    conditions = list(_conditions(paths.source, part, rows))
    if isinstance(part.of, Own):
        by = rows.c[part.by]
        found = sa.select(by.label("owner")).where(paths.owners.holds(by), *conditions)
        return _newest(found, part, rows) if part.newest else found.add_columns(*_content(part, rows))
    if (pairs := paths.pairs(part.of)) is None:
        return None
    joined = pairs.join(rows, rows.c[part.by] == pairs.c.key)
    return sa.select(pairs.c.owner, *_content(part, rows)).select_from(joined).where(*conditions)


def _newest(found: sa.Select[Any], part: Part, rows: sa.FromClause) -> sa.Select[Any]:
    return found.add_columns(*(sa.func.max(rows.c[name]) for name in part.columns)).group_by(rows.c[part.by])


def _hashed_once(source: Source, rows: Sequence[tuple[int, sa.Subquery]], pairs: Pairs) -> sa.Select[Any] | None:
    """Sum up the rows of each key, then say whose key it is."""
    engine = engine_of(source)
    sums = [
        sa.select(
            found.c.owner.label("key"),
            sa.literal_column(str(place)).label("place"),
            sa.func.count().label("rows"),
            engine.sum(list(found.c)).label("total"),
        ).group_by(found.c.owner)
        for place, found in rows
    ]
    if not sums:
        return None
    each = (sums[0].union_all(*sums[1:]) if len(sums) > 1 else sums[0]).subquery()
    total = sa.select(each.c.key, engine.sum(list(each.c)).label("total")).group_by(each.c.key).subquery()
    joined = pairs.join(total, total.c.key == pairs.c.key)
    return sa.select(pairs.c.owner, pairs.c.key, total.c.total).select_from(joined)


def _present(source: Source, part: Part) -> sa.FromClause:
    """Return a part's table with those of the columns that this Galaxy has."""
    names = ("id", *part.columns, *(name for name, _ in part.where))
    return _table(part.table, part.by, *(name for name in names if source.has(part.table, name)))


def _content(part: Part, rows: sa.FromClause) -> list[sa.ColumnElement[Any]]:
    return [rows.c[name] for name in dict.fromkeys(("id", *part.columns)) if name in rows.c]


def _conditions(source: Source, part: Part, rows: sa.FromClause) -> Iterator[sa.ColumnElement[bool]]:
    for name, value in part.where:
        yield rows.c[name] == value
    for table, column in part.unless:
        if source.has(table, column):
            others = _table(table, column)
            yield ~sa.exists().where(others.c[column] == rows.c.id)


def _table(name: str, *columns: str) -> sa.FromClause:
    return sa.table(name, *(sa.column(column) for column in dict.fromkeys(columns))).alias()
