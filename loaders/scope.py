"""Which rows a sync reads: all, those with some ids, or only marked ones."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.positions import EVERYTHING, Range


@dataclass(frozen=True, slots=True)
class Scope:
    """New rows with ids within `bounds`, or none when `only_marked`; and marked rows."""

    bounds: Range = EVERYTHING
    only_marked: bool = False

    @property
    def is_part(self) -> bool:
        """Tell whether others read the rest, so that what is not there yet is waited for."""
        return self.only_marked or self.bounds != EVERYTHING

    @property
    def suffix(self) -> str:
        """What ends the names of watermarks of one that reads some ids: each of several loaders has its own."""
        return "" if self.bounds == EVERYTHING else f"@{self.bounds.low}-{self.bounds.high}"

    def cut(self, ranges: list[Range]) -> list[Range]:
        """Return what of these ranges is to be read as new."""
        if self.only_marked:
            return []
        both = (Range(max(low, self.bounds.low), min(high, self.bounds.high)) for low, high in ranges)
        return [found for found in both if found.low <= found.high]

    def holds(self, id_: int) -> bool:
        """Tell whether a marked row is to be read."""
        return self.bounds.low <= id_ <= self.bounds.high
