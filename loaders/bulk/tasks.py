"""What a process can be asked to do, as values that go from one process to another."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeVar

from loaders.bulk.reading import Done, Reader
from loaders.checksums import chunk_sums
from loaders.feeds import feeds_of
from loaders.positions import Range

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


class Watermark(NamedTuple):
    """Find out where a feed begins, which is named by its place."""

    feed: int

    def run(self, reader: Reader) -> tuple[str, Any]:
        """Return the feed's name and the state of its watermark."""
        feed = feeds_of(reader.source)[self.feed]
        return feed.name, feed.begin(reader.source)


class Checksums(NamedTuple):
    """Sum up the chunks of a stream that lie in a range of ids."""

    stream: str
    ids: Range
    size: int

    def run(self, reader: Reader) -> tuple[str, dict[int, str]]:
        """Return the stream, and the checksums by number of the chunk."""
        return self.stream, dict(chunk_sums(reader.source, self.stream, *self.ids, self.size))
