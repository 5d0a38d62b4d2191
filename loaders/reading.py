"""New rows of a stream, page by page, with what they want in the graph: the half of a sync that only reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import pairwise

from cypher import StatementFailed, TooLarge
from loaders.batch import Batch
from loaders.outcome import ids_of
from loaders.part import Part, Prepared, parts
from loaders.positions import NOTHING, Range
from loaders.record import Record
from loaders.streams import Stream

BAD_DATA = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RecursionError,
    StatementFailed,
    TooLarge,
)
"""What a row can do to us; the batch is then halved until the row is found."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads one stream; `alone` is held while the source is used, of which a connection can do one thing at a time."""

    stream: Stream
    alone: AbstractContextManager[object] = field(default_factory=nullcontext)

    def new(self, unread: Iterable[Range], known: int) -> Iterator[Prepared]:
        """Yield the rows of these ranges of ids; those above `known` are surely not in the graph."""
        stream = self.stream
        for wanted in unread:
            low = wanted.low
            while low <= wanted.high:
                with self.alone:
                    rows = stream.source.page(stream.table, stream.columns, low - 1, stream.size, wanted.high)
                    high = wanted.high if len(rows) < stream.size else int(rows[-1]["id"])
                    cut = list(self._cut([Record(row) for row in rows], Range(low, high), known))
                yield from map(self.prepare, cut)
                low = high + 1

    def prepare(self, part: Part) -> Prepared:
        """Look up what belongs to rows and say what they want in the graph."""
        try:
            with self.alone:
                batch = self.stream.load(part.records) if part.records else Batch()
                return Prepared(part, batch, self.stream.still_open(part.records))
        except BAD_DATA as error:
            return Prepared(part, Batch(), error=error)

    def again(self, ids: Sequence[int]) -> list[Record]:
        """Read rows once more, by their ids."""
        stream = self.stream
        with self.alone:
            return [Record(row) for row in stream.source.lookup(stream.table, ("id", *stream.columns), "id", ids)]

    def _cut(self, records: Sequence[Record], read: Range, known: int) -> Iterator[Part]:
        """Cut a page into parts; the position moves with them, over what lies between them too."""
        is_above = bool(records) and records[0].id > NOTHING == known
        is_fresh = self.stream.has_ids and (read.low > known or is_above)
        cut = list(parts(self.stream, records)) or [[]]
        ends = [read.low - 1, *(part[-1].id for part in cut[:-1]), read.high]
        for part, (before, last) in zip(cut, pairwise(ends), strict=True):
            yield Part(part, ids_of(part), covered=Range(before + 1, last), is_fresh=is_fresh)
