"""Checksums of what is being read, computed meanwhile: they depend on the snapshot alone, not on what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from more_itertools import chunked

from loaders.checksums import chunk_sums
from loaders.positions import Range
from loaders.source import Source, open_source

SIZE = 1000
"""How many ids a chunk has."""

AT_ONCE = 200
"""How many chunks are summed up at once."""

Sums = Mapping[int, str]
"""The checksum of each chunk that has rows, by its number."""

SumsOf = Callable[[str], Sums]
"""Gives the sums of a stream's chunks, by its name."""


def sums_of(source: Source, stream: str, ids: Range) -> Sums:
    """Return the sums of the chunks that begin in a range."""
    found: dict[int, str] = {}
    for numbers in chunked(range(-(-ids.low // SIZE), ids.high // SIZE + 1), AT_ONCE):
        found |= chunk_sums(source, stream, numbers[0] * SIZE, (numbers[-1] + 1) * SIZE - 1, SIZE)
    return found


@contextmanager
def summed_beside(url: str, snapshot: str | None, wanted: Mapping[str, Range]) -> Iterator[SumsOf]:
    """Sum up streams in a thread, on a connection of its own that reads the same rows, in the order given.

    A thread of this process: it mostly waits for the graph's server.
    """
    with ThreadPoolExecutor(1, "summing") as thread, ExitStack() as opened:
        source = thread.submit(opened.enter_context, open_source(url, snapshot=snapshot))
        sums = {stream: thread.submit(_sums, source, stream, ids) for stream, ids in wanted.items()}
        try:
            yield lambda stream: sums[stream].result()
        finally:
            for waiting in sums.values():
                waiting.cancel()
            thread.submit(opened.close).result()


def _sums(source: Future[Source], stream: str, ids: Range) -> Sums:
    return sums_of(source.result(), stream, ids)
