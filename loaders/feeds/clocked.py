"""Tables with a clock: followed by the time at which Galaxy last changed each row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from loaders.feeds.base import Feed, Following, Rule
from loaders.source import Source
from loaders.values import BadValue, as_time

OVERLAP = timedelta(minutes=15)
"""A row is committed some time after its clock was set, and clocks of Galaxy's processes differ."""

CROWD = 5000
"""So many rows in the overlap are not read again and again when it is long ago: a migration touched them all."""

AHEAD = timedelta(days=1)
"""A clock that is further ahead is wrong; such rows are read at every sync."""


@dataclass(frozen=True, slots=True)
class Clocked(Feed):
    """Follows `table` by the column `clock`."""

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
        """Start at the latest time."""
        return {"seen": _latest(source, self).isoformat()}

    def follow(self, following: Following, state: Any) -> None:
        """Mark what rows touch that changed since the watermark, less the overlap."""
        seen, latest = datetime.fromisoformat(state["seen"]), _latest(following.source, self)
        for rows in following.source.moved(self.table, self.columns, self.clock, self._since(following.source, seen)):
            touch = following.touch()
            self.rule(touch, rows)
            following.mark(touch)
        if latest != seen:
            watermark = following.ledger.watermark(self.name, {"seen": latest.isoformat()})
            following.mark(following.touch(), watermark)

    def _since(self, source: Source, seen: datetime) -> datetime:
        since = _earlier(seen)
        is_long_ago = _now() - seen > OVERLAP
        if is_long_ago and source.is_crowded(self.table, self.clock, since, CROWD):
            return seen + timedelta(microseconds=1)
        return since


def _latest(source: Source, feed: Clocked) -> datetime:
    """Return the latest time of a table as naive UTC; the beginning of time when it has none."""
    found = source.latest_time(feed.table, feed.clock, _now() + AHEAD)
    try:
        text = as_time(found)
    except BadValue:
        text = None
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else datetime.min  # noqa: DTZ901 - naive UTC


def _earlier(seen: datetime) -> datetime:
    try:
        return seen - OVERLAP
    except OverflowError:
        return seen


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
