"""How far a table goes: the position of who has read all of it, found without reading it."""

from __future__ import annotations

from loaders.positions import END, MOST_GAPS, OVERLAP, Position, Range
from loaders.source import Source


def reached(source: Source, table: str) -> Position:
    """Return the position at which a table was read to its end; which ids near it are missing is a gap."""
    highest = source.highest(table)
    gaps = [Range(*gap) for gap in source.gaps(table, highest - OVERLAP, highest)]
    return Position([Range(highest + 1, END)], gaps[-MOST_GAPS:])
