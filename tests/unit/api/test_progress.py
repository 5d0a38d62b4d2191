"""What a sync shows while it runs."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from api.commands.bars import Bars, bars_on
from api.commands.pace import Pace, Paces
from api.commands.progress import Lines
from loaders.sync import Progress
from tests.clock import Clock


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def said():
    return []


def announce(listen, **totals):
    for stream, total in totals.items():
        listen(Progress(stream, 0, total))


def test_a_line_every_ten_seconds_and_one_at_the_end(clock, said):
    lines = Lines(said.append, paces=Paces(clock))
    announce(lines, users=20, datasets=1000, jobs=0)
    clock.now = 2
    lines(Progress("users", 20, 20, 20))
    for second in range(3, 16):
        clock.now = second
        lines(Progress("datasets", second * 50, 1000, second * 10))
    lines.end()
    assert said == [
        "users: 20 rows read in 2.0 s",
        "datasets: 100 rows, 12 rows/s, 50%, 0:00:08 left",
        "datasets: 150 rows read in 13.0 s",
    ]


def test_a_pass_that_is_quick_says_nothing(clock, said):
    lines = Lines(said.append, passing=True, paces=Paces(clock))
    announce(lines, users=20, datasets=10)
    lines(Progress("users", 20, 20, 20))
    clock.now = 9
    lines(Progress("datasets", 10, 10, 10))
    lines.end()
    assert said == []


def test_what_was_read_by_an_earlier_sync_is_not_counted_as_speed():
    pace = Pace(begun=0, first=900, done=950, total=1000, rows=50)
    assert (pace.part, pace.rate(10), pace.left(10)) == (0.95, 5, 10)


def test_nobody_knows_what_is_left_before_something_is_done():
    assert Pace(begun=0, first=10, done=10, total=100).left(5) is None
    assert Pace(begun=0).part == 1


def test_rows_that_are_read_again_are_counted_anew(clock):
    paces = Paces(clock)
    paces.tell(Progress("jobs", 0, 1000))
    clock.now = 10
    paces.tell(Progress("jobs", 1000, 1000, 700))
    clock.now = 12
    pace = paces.tell(Progress("jobs", 50, 100, 750, again=True))
    assert (pace.part, pace.left(12)) == (0.5, 2)
    assert paces.whole.rows == 750


def test_bars_for_what_has_begun_and_one_for_all(clock):
    screen = Console(file=StringIO(), width=120)
    with bars_on(screen, transient=False) as shown:
        bars = Bars(shown, Paces(clock))
        announce(bars, users=20, datasets=1000, jobs=980)
        assert [task.description for task in shown.tasks] == ["finding what has changed"]
        clock.now = 2
        bars(Progress("users", 20, 20, 20))
        clock.now = 4
        bars(Progress("datasets", 500, 1000, 80))
        bars(Progress("datasets", 3, 9, 83, again=True))
        found = {task.description: (task.completed, task.total, task.fields) for task in shown.tasks}
    assert [name.removeprefix("[bold]") for name in found] == ["all streams", "users", "datasets", "datasets, again"]
    assert found["users"] == (20, 20, {"rows": "20 rows", "rate": "10 rows/s", "time": "0:00:02 taken"})
    assert found["datasets"][2] == {"rows": "80 rows", "rate": "40 rows/s", "time": "0:00:02 left"}
