"""The rows of an opened card: leaves with their identifiers or jobs, and which of how many they are. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from explorer.access import Restricted
from explorer.export.look import icon, tone
from explorer.layout.geometry import CARD_WIDTH, ROW_HEIGHT, ROWS_PAGER
from explorer.layout.text import cut, em
from explorer.view.model import DrawnCard, Opened, Row
from explorer.view.rows import PAGE_ROWS

SIZE: Final = 12
NAME_ROOM: Final = 184
"""Pixels for a name and what is said beside it."""

SIZES: Final = ("B", "kB", "MB", "GB", "TB", "PB")
SPANS: Final = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def draw_rows(place: DrawnCard, opened: Opened) -> Iterator[str]:
    """Yield the rows of a card, and the words of its pager."""
    top = place.rows_from or place.height
    yield f'<path class="rule" d="M1 {top - 3.5}H{CARD_WIDTH - 1}"/>'
    for index, row in enumerate(opened.rows):
        yield from _row(row, top + index * ROW_HEIGHT)
    if opened.total > PAGE_ROWS:
        below = place.height - ROWS_PAGER
        first = opened.page * PAGE_ROWS + 1
        yield f'<path class="rule" d="M1 {below + 0.5}H{CARD_WIDTH - 1}"/>'
        last = first + len(opened.rows) - 1
        yield f'<text x="12" y="{below + 20}">{first:,}–{last:,} of {opened.total:,}</text>'  # noqa: RUF001 - from to


def _row(row: Row, y: int) -> Iterator[str]:
    hidden = isinstance(row.ref, Restricted)
    state = "restricted" if hidden else row.state or "new"
    said = "" if hidden else _said(row)
    group, name = _named(row, said)
    before = f'<tspan class="group">{escape(group)}</tspan>' if group else ""
    yield f'<text class="rowname" x="12" y="{y + 16}">{before}{escape(name)}</text>'
    yield f'<text class="rowmeta" x="172" y="{y + 16}">{escape(said)}</text>'
    yield f'<use class="mark t-{tone(state)}" href="#i-{icon(state)}" x="176" y="{y + 6}" width="12" height="12"/>'


def _named(row: Row, said: str) -> tuple[str, str]:
    """Return the identifiers around a row, and its own; both in one, cut, where there is no room."""
    if isinstance(row.ref, Restricted):
        return "", "you can’t see this"  # noqa: RUF001 - an apostrophe
    kind = "job" if row.ref.src == "job" else "item"
    *outer, own = row.path or (row.name or f"{kind} {row.ref}",)
    group = " / ".join([*outer, ""]) if outer else ""
    room = NAME_ROOM * 100 / SIZE - em(said) - 60
    return (group, own) if em(group + own) <= room else ("", cut(group + own, room))


def _said(row: Row) -> str:
    """Return how long a job took, or how large a dataset is."""
    if row.seconds is not None:
        return _span(max(row.seconds, 0))
    return "" if row.file_size is None else _size(row.file_size)


def _span(seconds: int) -> str:
    """Return a time in the two largest units that say something: `3 min 47 s`."""
    found = next((place for place, (size, _) in enumerate(SPANS) if seconds >= size), None)
    if found is None:
        return "0 s"
    size, unit = SPANS[found]
    rest = seconds % size // SPANS[found + 1][0] if found + 1 < len(SPANS) else 0
    return f"{seconds // size} {unit}" + (f" {rest} {SPANS[found + 1][1]}" if rest else "")


def _size(size: int) -> str:
    value, unit = float(size), 0
    while value >= 1000 and unit < len(SIZES) - 1:  # noqa: PLR2004 - a thousand of each make the next
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {SIZES[unit]}" if unit else f"{size} B"
