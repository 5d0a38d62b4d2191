"""What a process can be asked to do, as values that go from one process to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeVar

from cypher import NodeRow
from loaders.bulk.reading import Done, Reader
from loaders.checksums import chunk_sums
from loaders.feeds import feeds_of
from loaders.positions import Range
from loaders.reached import reached
from loaders.summing import SIZE

SUMMED = 100 * SIZE
"""How many ids are summed up in one task."""

Result_co = TypeVar("Result_co", covariant=True)


class Task(Protocol[Result_co]):
    """Something to do."""

    def run(self, reader: Reader) -> Result_co:
        """Do it."""


class Rows(NamedTuple):
    """Read a range of ids of a stream, which is named by its place in the order of streams."""

    stream: int
    ids: Range

    def run(self, reader: Reader) -> Done:
        """Write the rows into the reader's files."""
        return reader.read(self.stream, self.ids)


class StreamEnd(NamedTuple):
    """Find out where a stream ends, which is named by its place in the order of streams."""

    stream: int

    def run(self, reader: Reader) -> list[NodeRow]:
        """Return the stream's watermark."""
        stream = reader.streams[self.stream]
        return [reader.entries.watermark(stream.name, reached(reader.source, stream.table).to_json())]


class FeedBegin(NamedTuple):
    """Find out where a feed begins, which is named by its place."""

    feed: int

    def run(self, reader: Reader) -> list[NodeRow]:
        """Return the feed's watermark."""
        feed = feeds_of(reader.source)[self.feed]
        return [reader.entries.watermark(feed.name, feed.begin(reader.source))]


class Checksums(NamedTuple):
    """Sum up the chunks of a stream that lie in a range of ids."""

    stream: str
    ids: Range

    def run(self, reader: Reader) -> list[NodeRow]:
        """Return the chunks."""
        sums = chunk_sums(reader.source, self.stream, *self.ids, SIZE)
        return [reader.entries.chunk(self.stream, number, text) for number, text in sums.items()]


def remembering(highest: Mapping[str, int], feeds: int) -> Iterator[Task[list[NodeRow]]]:
    """Yield what finds out what the next sync must know, the longest first; all of it depends on the snapshot alone.

    Args:
        highest: the highest id of each stream, in the order of streams.
        feeds: how many there are.
    """
    for name, most in sorted(highest.items(), key=itemgetter(1), reverse=True):
        for low in range(0, most + 1, SUMMED):
            yield Checksums(name, Range(low, low + SUMMED - 1))
    yield from map(FeedBegin, range(feeds))
    yield from map(StreamEnd, range(len(highest)))
