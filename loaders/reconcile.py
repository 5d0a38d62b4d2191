"""Finding what differs: checksums of chunks as they are, against those of when the chunks were last read as a whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from more_itertools import chunked

from cypher import Graph, Writer
from loaders.checksums import chunk_sums, owners
from loaders.feeds import Following
from loaders.feeds.touch import Touch
from loaders.ledger import DIFFERS, Ledger
from loaders.streams import Stream
from loaders.summing import AT_ONCE, SIZE, Sums

BESIDE: Mapping[str, Callable[[Touch, Collection[int]], None]] = {
    "jobs": Touch.linked_jobs,  # what a job's parameters say is in its execution too
    "datasets": lambda touch, rows: touch.namers("hda", rows),
    "collections": lambda touch, rows: touch.namers("hdca", rows),
}
"""What else depends on the rows of a chunk that differs, and is in no checksum of its own.

Which elements a payload names only the payload says, which no database can be asked for: the graph knows.
"""


class Reconciler:
    """Compares one stream's rows with what was read, and the graph's nodes with both."""

    def __init__(self, stream: Stream, graph: Graph, writer: Writer, ledger: Ledger) -> None:
        """Prepare; nothing is read yet."""
        self._stream, self._graph, self._writer, self._ledger = stream, graph, writer, ledger

    def mark(self, following: Following) -> None:
        """Mark all rows of the chunks that differ, in the source or in the graph.

        A chunk's new checksum is written with the marks: they stay until the rows were read.
        """
        stream, position = self._stream, following.positions[self._stream.name]
        known, nodes = self._ledger.chunks(stream.name), self._count_nodes()
        last = max([position.upto - 1 if position.unread else 0, *(number * SIZE for number in (*known, *nodes))])
        for numbers in chunked(range(last // SIZE + 1), AT_ONCE):
            low, high = numbers[0] * SIZE, (numbers[-1] + 1) * SIZE - 1
            now = chunk_sums(stream.source, stream.name, low, high, SIZE)
            rows = self._count_rows(low, high)
            for n in numbers:
                if known.get(n, "") != now.get(n, "") or nodes.get(n, 0) != rows.get(n, 0):
                    self._mark_chunk(n, now.get(n, ""), following)

    def remember(self, sums: Sums) -> None:
        """Write the checksums of chunks: all their rows have just been read."""
        for some in chunked(sorted(sums.items()), AT_ONCE):
            self._writer.bookkeeping([self._ledger.chunk(self._stream.name, n, text) for n, text in some])

    def _mark_chunk(self, number: int, checksum: str, following: Following) -> None:
        stream, low, high = self._stream, number * SIZE, (number + 1) * SIZE - 1
        touch = following.touch()
        rows = {*owners(stream.source, stream.name, low, high), *self._in_graph(low, high)}
        touch.add(stream.name, rows)
        if stream.name in BESIDE:
            BESIDE[stream.name](touch, rows)
        following.mark(touch, self._ledger.chunk(stream.name, number, checksum), DIFFERS)

    def _in_graph(self, low: int, high: int) -> Iterator[int]:
        keys = self._stream.keys
        for label, kind in self._stream.kinds if self._stream.has_ids else ():
            for key in self._graph.keys(label, keys.prefix(kind), low, high):
                yield int(key.rpartition("/")[2])

    def _count_rows(self, low: int, high: int) -> Mapping[int, int]:
        """Return how many rows each chunk has, of streams where every row has a node."""
        if not self._stream.is_whole:
            return {}
        counted: dict[int, int] = {}
        for row in owners(self._stream.source, self._stream.name, low, high):
            counted[row // SIZE] = counted.get(row // SIZE, 0) + 1
        return counted

    def _count_nodes(self) -> Mapping[int, int]:
        """Return how many nodes the graph has for each chunk, of streams where every row has one."""
        if not self._stream.is_whole:
            return {}
        label, kind = self._stream.kinds[0]
        return self._graph.count(label, self._stream.keys.prefix(kind), SIZE)
