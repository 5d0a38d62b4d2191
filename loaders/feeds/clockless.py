"""Tables without a clock whose rows change or vanish: followed by checksums of chunks of the rows that they belong to.

Only what belongs to the newest rows is looked at, so that the cost has a bound; `--reconcile` looks at everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.checksums import chunk_sums, owners
from loaders.feeds.base import Feed, Following
from loaders.source import Source

CHUNK = 250
"""How many ids one checksum covers."""

RECENT = 200_000
"""How far below the highest id is looked."""


@dataclass(frozen=True, slots=True)
class Clockless(Feed):
    """Follows tags, annotations, shares, roles and permissions of a stream's rows."""

    stream: str
    table: str

    @property
    def name(self) -> str:
        """What its watermark is called."""
        return f"{self.stream}.clockless"

    def begin(self, source: Source) -> Any:
        """Remember the checksums as they are."""
        highest = source.highest(self.table)
        return {"upto": highest, "sums": self._sums(source, highest - RECENT, highest)}

    def follow(self, following: Following, state: Any) -> None:
        """Mark the rows of chunks that differ; newer rows than at the last sync are read anyway."""
        source, upto = following.source, int(state["upto"])
        highest = source.highest(self.table)
        low = highest - RECENT
        now, before = self._sums(source, low, upto), state["sums"]
        first = low // CHUNK  # the lowest chunk may be cut: it was compared before, or `--reconcile` does
        differing = {n for n in map(int, {*now, *before}) if n > first and now.get(str(n)) != before.get(str(n))}
        touch = following.touch()
        for number in sorted(differing):
            touch.add(self.stream, owners(source, self.stream, number * CHUNK, (number + 1) * CHUNK - 1))
        if differing or highest != upto:
            start = max(low, upto // CHUNK * CHUNK)  # the chunks before it have got no more rows
            sums = {n: text for n, text in now.items() if int(n) * CHUNK < start} | self._sums(source, start, highest)
            following.mark(touch, following.ledger.watermark(self.name, {"upto": highest, "sums": sums}))

    def _sums(self, source: Source, low: int, high: int) -> dict[str, str]:
        """Return the checksums by chunk; chunks without any such row are absent."""
        found = chunk_sums(source, self.stream, max(low, 0), high, CHUNK, clockless_only=True)
        return {str(number): text for number, text in found.items()}
