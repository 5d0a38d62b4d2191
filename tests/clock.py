"""Time that goes by when a test says so."""

from __future__ import annotations


class Clock:
    """Seconds: call it for those that have gone by, set `now` to let more go by."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now
