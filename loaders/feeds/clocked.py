"""Tables with a clock: followed by the time at which Galaxy last changed each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from loaders.feeds.base import Feed, Following, Rule, now
from loaders.feeds.seen import Newest, Version, of_json, to_json
from loaders.source import Row, Source
from loaders.values import BadValue, as_time

OVERLAP = timedelta(minutes=15)
"""A row is committed some time after its clock was set, and clocks of Galaxy's processes differ."""

YOUNG = timedelta(seconds=10)
"""A row that changed so shortly before is followed once more. It may change again within the resolution of its clock;
and loaders that begin at the same time have snapshots of their own, of which only one is where the feed begins."""

TICK = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - naive UTC, as all of Galaxy's times


@dataclass(frozen=True, slots=True)
class Clocked(Feed):
    """Follows `table` by the column `clock`; the first of `columns` says which row it is.

    The watermark remembers what of the overlap was there, each row with its time: a row is followed again when its time
    is another, or when it was not there, whatever its time. What a row became with the very same time, to the
    microsecond and more than `YOUNG` after it, only `--reconcile` finds.
    """

    table: str
    columns: tuple[str, ...]
    rule: Rule
    clock: ClassVar[str] = "update_time"
    column: ClassVar[str] = clock

    @property
    def name(self) -> str:
        """What its watermark is called."""
        return f"{self.table}.{self.clock}"

    def begin(self, source: Source) -> Any:
        """Start at the latest time, with what is there shortly before it."""
        seen, latest, before = Newest(), _latest(source, self), now() - YOUNG
        since = _start(latest)
        for rows in self._moved(source, since):
            seen.add(self._old(rows, since, before))
        return _state(latest, since, seen)

    def follow(self, following: Following, state: Any) -> None:
        """Mark what rows touch that changed since the watermark, or were not there yet."""
        latest, known, seen = _latest(following.source, self), of_json(state.get("known", ())), Newest()
        low, before = _low(state), following.began - YOUNG
        since = _later(low, latest)
        for rows in self._moved(following.source, low):
            seen.add(self._old(rows, since, before))
            if other := [row for row in rows if self._version(row) not in known]:
                touch = following.touch()
                self.rule(touch, other)
                following.mark(touch)
        if state != (moved := _state(latest, since, seen)):
            following.mark(following.touch(), following.ledger.watermark(self.name, moved))

    def _moved(self, source: Source, since: datetime) -> Iterator[list[Row]]:
        with closing(source.moved(self.table, (*self.columns, self.clock), self.clock, since)) as pages:
            yield from pages

    def _old(self, rows: Sequence[Row], since: datetime, before: datetime) -> Iterable[Version]:
        """Yield the versions of rows whose time lies between two."""
        low, high = _number(since), _number(before)
        found = map(self._version, rows)
        return (version for version in found if version and low <= version.time <= high)

    def _version(self, row: Row) -> Version | None:
        """Return which row it is and its time; None where SQLite has anything else."""
        id_, time = row[self.columns[0]], _moment(row[self.clock])
        return Version(_number(time), id_) if time and isinstance(id_, int) else None


def _state(latest: datetime, since: datetime, seen: Iterable[Version]) -> dict[str, Any]:
    """Return a watermark: the latest time, since when to read next, and what of that was followed already."""
    return {"seen": latest.isoformat(), "since": since.isoformat(), "known": to_json(seen)}


def _start(latest: datetime) -> datetime:
    """Return since when to read: whatever has an earlier time is committed by now."""
    return latest + TICK if now() - latest > OVERLAP else latest - OVERLAP


def _low(state: Any) -> datetime:
    """Return since when to read; a watermark of an earlier version of this program says only how far it came."""
    if "since" in state:
        return datetime.fromisoformat(state["since"])
    return max(datetime.fromisoformat(state["seen"]), datetime.min + OVERLAP) - OVERLAP  # noqa: DTZ901 - naive UTC


def _later(low: datetime, latest: datetime) -> datetime:
    """Return since when to read next: not before `low`, unless our clock was put back or the latest row is gone."""
    start = _start(latest)
    return start if low > latest + TICK else max(low, start)


def _latest(source: Source, feed: Clocked) -> datetime:
    """Return the latest time of a table as naive UTC; the beginning of time when it has none.

    One process of Galaxy whose clock is ahead would hide what others change: its rows are read at every sync until
    their time has come.
    """
    return _moment(source.latest_time(feed.table, feed.clock, now())) or datetime.min  # noqa: DTZ901 - naive UTC


def _moment(value: object) -> datetime | None:
    """Return a time as naive UTC; None where there is none."""
    try:
        text = as_time(value)
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except (BadValue, ValueError):
        return None


def _number(time: datetime) -> int:
    return (time - EPOCH) // TICK
