"""Reading ahead: the next items are made in a thread of their own while the last one is used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def prefetched(items: Iterator[T], ahead: int) -> Iterator[T]:
    """Yield the items in their order, with up to `ahead` of them made before they are asked for.

    What making them raises is raised here, in its place. All of them are made in one thread, one after the other.
    """
    end = object()
    with ThreadPoolExecutor(1, "reading") as thread:
        waiting: deque[Future[T | object]] = deque(thread.submit(next, items, end) for _ in range(ahead))
        while (item := waiting.popleft().result()) is not end:
            waiting.append(thread.submit(next, items, end))
            yield item  # type: ignore[misc]  # what is not the end is an item
