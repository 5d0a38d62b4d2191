"""What a sync shows while it runs: bars on a terminal, a line per stream otherwise. All on the standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from api.commands.terminal import say
from loaders.sync import Progress

Listener = Callable[[Progress], None]


@contextmanager
def showing() -> Iterator[Listener]:
    """Give what a sync tells its progress to."""
    screen = Console(stderr=True)
    if screen.is_terminal:
        with _bars(screen) as bars:
            yield _Bars(bars)
    else:
        yield _Lines()


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} ids/s" if speed else "", style="dim")


class _Bars:
    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        if progress.stream not in self._tasks:
            self._tasks[progress.stream] = self._bars.add_task(progress.stream)
        self._bars.update(self._tasks[progress.stream], completed=progress.done, total=progress.total)


class _Lines:
    """A line when a stream has been read to its end."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, progress: Progress) -> None:
        if progress.done == progress.total and progress.stream not in self._said:
            self._said.add(progress.stream)
            say(f"{progress.stream}: read")


def _bars(screen: Console) -> Bars:
    columns = (
        TextColumn("{task.description:>20}"),
        BarColumn(bar_width=30),
        TaskProgressColumn(),
        _Rate(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    return Bars(*columns, console=screen)
