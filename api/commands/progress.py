"""What a sync shows while it runs: bars on a terminal, lines now and then otherwise. All on the standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from rich.console import Console

from api.commands.bars import Bars, bars_on
from api.commands.pace import Pace, Paces
from api.commands.terminal import say
from loaders.sync import Progress

Listener = Callable[[Progress], None]

SAY_EVERY: Final = 10.0
"""Seconds between two lines."""


@contextmanager
def showing(*, passing: bool = False) -> Iterator[Listener]:
    """Give what a sync tells its progress to.

    Args:
        passing: one pass of many: bars vanish when it has ended, and only what takes long is told.
    """
    screen = Console(stderr=True)
    if screen.is_terminal:
        with bars_on(screen, transient=passing) as shown:
            bars = Bars(shown)
            yield bars
            bars.end_looking()
        return
    lines = Lines(say, passing=passing)
    yield lines
    lines.end()


@dataclass(slots=True)
class Lines:
    """A line every ten seconds, and one at the end of each stream that had something to do."""

    say: Callable[[str], None]
    passing: bool = False
    paces: Paces = field(default_factory=Paces)
    _said: float = field(default=0.0, init=False)
    _speaks: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._said = self.paces.clock()

    def __call__(self, progress: Progress) -> None:
        """Listen."""
        if self.paces.current not in {None, progress.stream} and (progress.rows or progress.again):
            self._end_stream()
        pace = self.paces.tell(progress)
        now = self.paces.clock()
        if progress.rows and now - self._said >= SAY_EVERY:
            self._said, self._speaks = now, True
            self.say(f"{progress.stream}: {', '.join(_how_far(pace, now))}")

    def end(self) -> None:
        """Say what the last stream did."""
        if self.paces.current:
            self._end_stream()

    def _end_stream(self) -> None:
        name = str(self.paces.current)
        pace = self.paces.streams[name]
        if self._speaks or not self.passing:
            self.say(f"{name}: {pace.rows:,} rows read in {self.paces.moved - pace.begun:.1f} s")


def _how_far(pace: Pace, now: float) -> Iterator[str]:
    yield f"{pace.rows:,} rows"
    yield f"{pace.rate(now):,.0f} rows/s"
    yield f"{pace.part:.0%}"
    if (left := pace.left(now)) is not None:
        yield f"{timedelta(seconds=round(left))} left"
