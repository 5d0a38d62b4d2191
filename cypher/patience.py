"""How long one may wait for what is asked: a bound on all reads of one request, whoever makes them.

A context variable, so that it goes along into the threads that a request is answered in. Neo4j ends a statement that is
over it; the local server reads it to its end, and then the next statement is not begun.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cypher.errors import TookTooLong

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything that is read in here end after so many seconds, with `TookTooLong`."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left() -> float | None:
    """Return how long the next statement may take; None without a bound.

    Raises:
        TookTooLong: nothing is left.
    """
    until = _until.get()
    if until is None:
        return None
    left = until - time.monotonic()
    if left <= 0:
        raise TookTooLong
    return left
