"""Reading ahead: the next items are made in a thread of their own while the last one is used."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

RARELY = (100_000, 50, 50)
"""When to look for cycles: rows have none, and looking at all of a page again and again takes a sixth of the time."""


def prefetched(items: Iterator[T], ahead: int) -> Generator[T]:
    """Yield the items in their order, with up to `ahead` of them made before they are asked for.

    What making them raises is raised here, in its place. All of them are made in one thread, one after the other.
    """
    end = object()
    with ThreadPoolExecutor(1, "reading") as thread:
        waiting: deque[Future[T | object]] = deque(thread.submit(next, items, end) for _ in range(ahead))
        while (item := waiting.popleft().result()) is not end:
            waiting.append(thread.submit(next, items, end))
            yield item  # type: ignore[misc]  # what is not the end is an item


def collect_rarely() -> None:
    """Let Python look for cycles among its objects rarely from now on."""
    gc.freeze()
    gc.set_threshold(*RARELY)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for cycles among its objects rarely while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
