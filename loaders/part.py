"""Rows for one write: a page is cut so that what belongs to the rows of a part stays bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from cypher import Packed
from loaders.batch import Batch
from loaders.keys import Name
from loaders.outcome import LATE
from loaders.positions import NONE, Range
from loaders.record import Record
from loaders.streams import Stream

HEAVIEST = 5000
"""How many jobs, elements, inputs or thousands of characters may belong to the rows of one write."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows for one write, in the order of their ids.

    `asked` are ids that were asked for, rows or not; `present` the nodes that stand for them; `covered` is what the
    position moves over with them. Records that come from another process have no columns.
    """

    records: Sequence[Record]
    asked: Sequence[int] = ()
    present: frozenset[Name] = frozenset()
    covered: Range = NONE
    is_fresh: bool = False
    waiting: frozenset[str] = field(default=LATE)
    has_columns: bool = True

    def halves(self) -> Iterator[Part]:
        """Yield two parts; each is looked up in the graph, as a write has failed."""
        middle = self.records[len(self.records) // 2].id
        for is_first in (True, False):
            yield replace(
                self,
                records=[record for record in self.records if (record.id < middle) is is_first],
                asked=[id_ for id_ in self.asked if (id_ < middle) is is_first],
                present=frozenset(name for name in self.present if (id_of(name) < middle) is is_first),
                covered=_half(self.covered, middle, is_first=is_first),
                is_fresh=False,
            )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part with what its rows want in the graph, or why that cannot be told, and which of them stay open.

    What is `packed` is not in the batch any more; it is wanted by the rows `packed_for`.
    """

    part: Part
    batch: Batch
    still_open: AbstractSet[int] = frozenset()
    error: Exception | None = None
    packed: Packed | None = None
    packed_for: AbstractSet[int] = frozenset()


def parts(stream: Stream, records: Sequence[Record]) -> Iterator[list[Record]]:
    """Cut a page so that what belongs to the rows of a part stays bounded; one row is never cut."""
    weights, part, weight = stream.weigh(records), list[Record](), 0
    for record in records:
        if part and weight + weights.get(record.id, 0) > HEAVIEST:
            yield part
            part, weight = [], 0
        part.append(record)
        weight += weights.get(record.id, 0)
    if part:
        yield part


def id_of(name: Name) -> int:
    """Return the id in a key."""
    return int(name.key.rpartition("/")[2])


def _half(covered: Range, middle: int, *, is_first: bool) -> Range:
    if covered == NONE:
        return NONE
    return Range(covered.low, middle - 1) if is_first else Range(middle, covered.high)
