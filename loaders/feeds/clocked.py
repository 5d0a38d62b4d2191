"""Tables with a clock: followed by the time at which Galaxy last changed each row."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from loaders.feeds.base import Feed, Following, Rule
from loaders.source import Source
from loaders.values import BadValue, as_time

OVERLAP = timedelta(minutes=15)
"""A row is committed some time after its clock was set, and clocks of Galaxy's processes differ."""


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
        return _state(_latest(source, self))

    def follow(self, following: Following, state: Any) -> None:
        """Mark what rows touch that changed since the watermark; less the overlap, unless it was settled."""
        source, latest = following.source, _latest(following.source, self)
        with closing(source.moved(self.table, self.columns, self.clock, _since(state))) as pages:
            for rows in pages:
                touch = following.touch()
                self.rule(touch, rows)
                following.mark(touch)
        if state != _state(latest):
            following.mark(following.touch(), following.ledger.watermark(self.name, _state(latest)))


def _state(latest: datetime) -> dict[str, Any]:
    """Return a watermark: the latest time, and whether whatever has an earlier one is committed by now."""
    return {"seen": latest.isoformat(), "settled": _now() - latest > OVERLAP}


def _since(state: Any) -> datetime:
    seen = datetime.fromisoformat(state["seen"])
    return seen + timedelta(microseconds=1) if state.get("settled") else _earlier(seen)


def _latest(source: Source, feed: Clocked) -> datetime:
    """Return the latest time of a table as naive UTC; the beginning of time when it has none.

    One process of Galaxy whose clock is ahead would hide what others change: its rows are read at every sync until
    their time has come.
    """
    found = source.latest_time(feed.table, feed.clock, _now())
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
