"""Which rows of a table with a clock were followed already, as they were: a row and its time; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import accumulate, pairwise
from typing import NamedTuple

MOST = 10_000
"""How many rows are remembered, the newest: about 100 kB of a watermark, which is written again whenever one changes.

Fifteen minutes in which eleven rows of one table change every second; of more, the others are followed again.
"""


class Version(NamedTuple):
    """A row as it was at a time, in microseconds since 1970."""

    time: int
    row: int


class Newest:
    """Collects versions, and keeps the newest."""

    def __init__(self, most: int = MOST) -> None:
        """Start with none."""
        self._most, self._kept = most, list[Version]()

    def add(self, versions: Iterable[Version]) -> None:
        """Add versions; never more than a page above twice the limit are in memory."""
        self._kept.extend(versions)
        if len(self._kept) > 2 * self._most:
            self._kept = nlargest(self._most, self._kept)

    def __iter__(self) -> Iterator[Version]:
        """Yield the newest."""
        return iter(nlargest(self._most, self._kept))


def to_json(versions: Iterable[Version]) -> list[int]:
    """Return versions as numbers: how far each row's id, and its time, are from those of the row before.

    Rows with neighbouring ids were made at nearly the same time: ten characters for each, and nothing is rounded.
    """
    rows = sorted((row, time) for time, row in versions)
    return [number for a, b in pairwise([(0, 0), *rows]) for number in (b[0] - a[0], b[1] - a[1])]


def of_json(numbers: Sequence[int]) -> frozenset[Version]:
    """Return the versions that `to_json` was given."""
    return frozenset(map(Version, accumulate(numbers[1::2]), accumulate(numbers[::2])))
