"""Which ids of a table were read already; pure.

Ids are taken before rows are committed, so a lower id can appear after a higher one (galaxy/records.md 6): ids near the
highest that were not there are remembered as gaps, and asked for again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

END = 2**62
"""Above all ids."""

OVERLAP = 100_000
"""How far below the highest id gaps are remembered: more ids than are taken while a transaction is open."""

MOST_GAPS = 2000
"""How many gaps are remembered, the newest."""


class Range(NamedTuple):
    """All ids from `low` to `high`, both included."""

    low: int
    high: int


EVERYTHING = Range(-END, END)
NONE = Range(0, -1)


NOTHING = -1
"""What is `known` of a table of which the graph has no row."""


class Position:
    """What was read of a table: every id but those in `unread` and `gaps`, both in rising order.

    `known` is the highest id of rows that may be in the graph although they were not read in this order: an id above it
    that was not read is surely not in the graph.
    """

    def __init__(self, unread: Iterable[Range] = (EVERYTHING,), gaps: Iterable[Range] = (), known: int = 0) -> None:
        """Start with nothing read."""
        self.unread, self.gaps, self.known = list(unread), list(gaps), known

    @classmethod
    def of_json(cls, value: Any) -> Position:
        """Read what `to_json` gave."""
        return cls(_of_json(value["unread"]), _of_json(value["gaps"]), int(value["known"]))

    def to_json(self) -> dict[str, Any]:
        """Return the position as JSON."""
        return {"unread": _to_json(self.unread), "gaps": _to_json(self.gaps), "known": self.known}

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was read yet."""
        return self.unread == [EVERYTHING]

    @property
    def missing(self) -> list[Range]:
        """What was not read, in rising order."""
        return sorted([*self.unread, *self.gaps])

    @property
    def upto(self) -> int:
        """Below this id everything was read that was there; `END` when there is nothing left to come."""
        return self.unread[-1].low if self.unread else END

    def __contains__(self, id_: int) -> bool:
        """Tell whether a row with this id was read, if it was there."""
        return not (_covers(self.unread, id_) or _covers(self.gaps, id_))

    def after(self, read: Range, ids: Sequence[int], highest: int) -> Position:
        """Return the position after a range was read that held the rows `ids`; `highest` is the table's highest id.

        What was not there near the highest id is a gap; above it nothing was read.
        """
        done = Range(read.low, min(read.high, highest))
        if done.low > done.high:
            return self
        gaps = [*_without(self.gaps, done), *_gaps(Range(max(done.low, highest - OVERLAP), done.high), ids)]
        kept = sorted(gap for gap in gaps if gap.high >= highest - OVERLAP)[-MOST_GAPS:]
        return Position(_without(self.unread, done), kept, self.known)

    def meet(self, other: Position) -> Position:
        """Return what is left when both this and another loader have read what they have read."""
        both = (
            Range(max(a.low, b.low), min(a.high, b.high))
            for a in self.unread
            for b in other.unread
            if max(a.low, b.low) <= min(a.high, b.high)
        )
        return Position(sorted(both), sorted({*self.gaps, *other.gaps}), max(self.known, other.known))

    def without(self, ids: Sequence[int]) -> Position:
        """Return the position after gaps were found filled."""
        gaps = self.gaps
        for id_ in ids:
            gaps = list(_without(gaps, Range(id_, id_)))
        return Position(self.unread, gaps, self.known)


def _covers(ranges: Sequence[Range], id_: int) -> bool:
    at = bisect_right(ranges, id_, key=lambda found: found.low) - 1
    return at >= 0 and id_ <= ranges[at].high


def _without(ranges: Iterable[Range], read: Range) -> Iterator[Range]:
    for low, high in ranges:
        if high < read.low or low > read.high:
            yield Range(low, high)
            continue
        if low < read.low:
            yield Range(low, read.low - 1)
        if high > read.high:
            yield Range(read.high + 1, high)


def _gaps(bounds: Range, ids: Sequence[int]) -> Iterator[Range]:
    inside = (id_ for id_ in ids if bounds.low <= id_ <= bounds.high)
    for before, after in pairwise((bounds.low - 1, *inside, bounds.high + 1)):
        if after - before > 1:
            yield Range(before + 1, after - 1)


def _to_json(ranges: Iterable[Range]) -> list[list[int]]:
    return [list(found) for found in ranges]


def _of_json(value: Iterable[Sequence[int]]) -> list[Range]:
    return [Range(int(low), int(high)) for low, high in value]
