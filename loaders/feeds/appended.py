"""Tables of which rows are only added: followed by their ids; a row may stay open until its columns are filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from more_itertools import chunked

from loaders.feeds.base import Feed, Following, Rule
from loaders.positions import Position, Range
from loaders.reached import reached
from loaders.source import Row, Source

AT_ONCE = 5000
"""How many rows are read at once."""


@dataclass(frozen=True, slots=True)
class Appended(Feed):
    """Follows `table` by id. Rows whose `filled` columns are all NULL are open until one is filled."""

    table: str
    columns: tuple[str, ...]
    rule: Rule
    filled: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its watermark is called."""
        return f"{self.table}.id"

    def begin(self, source: Source) -> Any:
        """Start at the highest id; which ids near it are missing is known from the start."""
        position = reached(source, self.table)
        return {**position.to_json(), "open": source.unfilled(self.table, self.filled) if self.filled else []}

    def follow(self, following: Following, state: Any) -> None:
        """Mark what new rows touch, rows that fill a gap, and open ones that were filled."""
        position, still_open = Position.of_json(state), set[int](state["open"])
        source = following.source
        highest = source.highest(self.table)
        still_open = self._follow_open(following, position, still_open)
        for rows in self._filled(source, position.gaps):
            position = position.without([row["id"] for row in rows])
            still_open |= self._mark(following, rows, position, still_open)
        low = position.upto
        while True:
            rows = source.page(self.table, self.columns, low - 1, AT_ONCE)
            if not rows:
                return
            read = Range(low, rows[-1]["id"])
            position = position.after(read, [row["id"] for row in rows], highest)
            still_open |= self._mark(following, rows, position, still_open)
            low = read.high + 1

    def _follow_open(self, following: Following, position: Position, still_open: set[int]) -> set[int]:
        for ids in chunked(sorted(still_open), AT_ONCE):
            rows = list(following.source.lookup(self.table, ("id", *self.columns), "id", ids))
            filled = [row for row in rows if not self._is_open(row)]
            closed = {row["id"] for row in filled} | (set(ids) - {row["id"] for row in rows})
            if closed:
                still_open = still_open - closed
                self._mark(following, filled, position, still_open)
        return still_open

    def _mark(self, following: Following, rows: Sequence[Row], position: Position, still_open: set[int]) -> set[int]:
        """Mark what rows touch, and return those that are open."""
        found = {row["id"] for row in rows if self._is_open(row)}
        touch = following.touch()
        self.rule(touch, rows)
        state = {**position.to_json(), "open": sorted(still_open | found)}
        following.mark(touch, following.ledger.watermark(self.name, state))
        return found

    def _filled(self, source: Source, gaps: Sequence[Range]) -> Iterable[list[Row]]:
        return chunked(source.within(self.table, self.columns, gaps), AT_ONCE)

    def _is_open(self, row: Row) -> bool:
        return bool(self.filled) and all(row[column] is None for column in self.filled)
