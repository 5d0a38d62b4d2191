"""How fast a sync is: rows a second and time left, stream by stream."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from loaders.sync import Progress

Clock = Callable[[], float]


@dataclass(slots=True)
class Pace:
    """One stream, or all of them: `done` of `total` ids, from `first` on, and `rows`, since the time `begun`.

    Ids are sparse, so what is left is told by ids and what was done by rows.
    """

    begun: float
    first: int = 0
    done: int = 0
    total: int = 0
    rows: int = 0
    is_again: bool = False

    @property
    def part(self) -> float:
        """How much of all ids lies behind us, from 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 1.0

    def rate(self, now: float) -> float:
        """Rows a second."""
        return self.rows / max(now - self.begun, 0.001)

    def left(self, now: float) -> float | None:
        """Seconds until the end, if it goes on like this; None when nobody can know."""
        done = self.done - self.first
        return max(0.0, (now - self.begun) * (self.total - self.done) / done) if done > 0 else None


@dataclass(slots=True)
class Paces:
    """The streams of one sync as they are told of, in their order; `moved` is when one of them last did."""

    clock: Clock = monotonic
    streams: dict[str, Pace] = field(default_factory=dict, init=False)
    current: str | None = field(default=None, init=False)
    _begun: float = field(default=0.0, init=False)
    moved: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._begun = self.moved = self.clock()

    def tell(self, told: Progress) -> Pace:
        """Take in how far a stream is, and return its pace. A stream begins when the one before has moved last."""
        if not self.streams:  # until now it was found out what there is to do
            self._begun = self.moved = self.clock()
        pace = self.streams.setdefault(told.stream, Pace(self.moved, told.done))
        if told.rows or told.again:
            if self.current != told.stream:
                self.current, pace.begun = told.stream, self.moved
            if told.again and not pace.is_again:
                pace.begun, pace.first = self.moved, 0
            self.moved = self.clock()
        pace.done, pace.total, pace.rows, pace.is_again = told.done, told.total or 0, told.rows, told.again
        return pace

    @property
    def whole(self) -> Pace:
        """All streams together; rows that are read once more do not count as ids, nobody knows how many come."""
        known = [pace for pace in self.streams.values() if not pace.is_again]
        done, total = (sum(getattr(pace, name) - pace.first for pace in known) for name in ("done", "total"))
        return Pace(self._begun, 0, done, total, sum(pace.rows for pace in self.streams.values()))
