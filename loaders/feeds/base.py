"""What a feed is: it follows one table from its watermark, and says which rows of which streams that touches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from cypher import NodeRow
from loaders.feeds.touch import Touch
from loaders.ledger import CHANGED, Ledger
from loaders.positions import Position
from loaders.source import Row, Source

if TYPE_CHECKING:
    from cypher import Writer

Rule = Callable[[Touch, Sequence[Row]], None]
"""Says what rows touch."""


def now() -> datetime:
    """Return this moment as naive UTC, as all of Galaxy's times."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Following:
    """What every feed works with. `positions` are those of the streams: what they will read anyway is not marked.

    `began` is when: soon after the snapshot was taken that `source` shows.
    """

    source: Source
    writer: Writer
    ledger: Ledger
    positions: Mapping[str, Position]
    touch: Callable[[], Touch]
    began: datetime = field(default_factory=now)

    def mark(self, touch: Touch, watermark: NodeRow | None = None, because: str = CHANGED) -> None:
        """Mark what was touched and move the watermark, in one transaction."""
        nodes = [
            self.ledger.mark(stream, row, because)
            for stream, rows in touch.rows.items()
            for row in sorted(self._read(stream, rows))
        ]
        if watermark is not None:
            nodes.append(watermark)
        if nodes:
            self.writer.bookkeeping(nodes)

    def _read(self, stream: str, rows: Iterable[int]) -> set[int]:
        position = self.positions.get(stream)
        return {row for row in rows if row in position} if position else set()


class Feed(ABC):
    """One table, followed in one way."""

    table: str
    column: ClassVar[str] = "id"
    """What the table must have to be followed in this way."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What its watermark is called."""

    @abstractmethod
    def begin(self, source: Source) -> Any:
        """Return the state of a watermark at the end of the table as it is now."""

    @abstractmethod
    def follow(self, following: Following, state: Any) -> None:
        """Mark what has changed since, and move the watermark."""
