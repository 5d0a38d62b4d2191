"""Bars for a terminal: one for all, and one per stream that has begun and has something to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from api.commands.pace import Pace, Paces
from loaders.sync import Progress as Told

ALL: Final = "[bold]all streams"
LOOKING: Final = "finding what has changed"
AGAIN: Final = "{}, again"
"""How the bar is called that counts the rows of a stream that are read once more."""


def bars_on(screen: Console, *, transient: bool) -> Progress:
    """Return the bars of a screen, without any yet; `transient` ones vanish at their end."""
    return Progress(
        TextColumn("{task.description}", justify="right"),
        BarColumn(bar_width=24),
        TaskProgressColumn(),
        *(TextColumn(f"{{task.fields[{name}]}}", justify="right") for name in ("rows", "rate")),
        TextColumn("{task.fields[time]}", style="progress.remaining"),
        console=screen,
        transient=transient,
    )


@dataclass(slots=True)
class Bars:
    """Listens to a sync, and moves the bars of its streams."""

    bars: Progress
    paces: Paces = field(default_factory=Paces)
    _tasks: dict[str, TaskID] = field(default_factory=dict, init=False)
    _looking: TaskID | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Show that something is done, although nobody knows yet how much there is to do."""
        self._looking = self.bars.add_task(LOOKING, total=None, rows="", rate="", time="")

    def __call__(self, told: Told) -> None:
        """Move the bar of a stream, and that of all."""
        pace = self.paces.tell(told)
        if self.paces.current is None or not (told.rows or told.again):
            return
        self.end_looking()
        now = self.paces.clock()
        self._move(ALL, self.paces.whole, now)
        self._move(AGAIN.format(told.stream) if told.again else told.stream, pace, now)

    def end_looking(self) -> None:
        """It is known now what there is to do."""
        if self._looking is not None:
            self.bars.remove_task(self._looking)
            self._looking = None

    def _move(self, name: str, pace: Pace, now: float) -> None:
        if name not in self._tasks:
            self._tasks[name] = self.bars.add_task(name, rows="", rate="", time="")
        self.bars.update(
            self._tasks[name],
            completed=pace.done if pace.total else 1,
            total=pace.total or 1,
            rows=f"{pace.rows:,} rows",
            rate=f"{pace.rate(now):,.0f} rows/s",
            time=f"{_clock(now - pace.begun)} taken" if pace.part == 1 else f"{_clock(pace.left(now))} left",
        )


def _clock(seconds: float | None) -> str:
    return "-:--:--" if seconds is None else str(timedelta(seconds=round(seconds)))
