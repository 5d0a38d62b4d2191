"""Shapes of the picture as SVG paths: what the page draws (`web/src/graph/shapes.ts`, `edges.ts`), for files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from explorer.layout.geometry import CARD_WIDTH
from explorer.layout.model import Point

RADIUS: Final = 8
TIP: Final = 9
WHOLE: Final = 17
"""So much shorter is the line of an edge than its way, for a head and for a gathering bar."""

HEAD: Final = "m-9 -4.5l9 4.5l-9 4.5z"
GATHER: Final = "m-18 -6h2.5v5.2h6.5v-3.7l9 4.5l-9 4.5v-3.7h-6.5v5.2h-2.5z"
EXECUTION_PAD: Final = 16
PAD: Final = 12


class Bar(NamedTuple):
    """One part of a card's bar."""

    state: str
    x: float
    y: float
    width: float
    height: float


def pad(kind: str) -> int:
    """Return how far the text of a card stands from its edge."""
    return EXECUTION_PAD if kind == "execution" else PAD


def outline(kind: str, height: int) -> str:
    """Return the outline of a card: a sheet with a folded corner, a stack of sheets, a capsule."""
    b, right = height - 0.5, CARD_WIDTH - 0.5
    if kind == "execution":
        sides = f"A15.5 15.5 0 0 1 {right} 16V{b - 15.5}A15.5 15.5 0 0 1 184 {b}H16A15.5 15.5 0 0 1 .5 {b - 15.5}V16"
        return f"M16 .5H184{sides}A15.5 15.5 0 0 1 16 .5Z"
    corner = "H189.5L199.5 10.5" if kind == "dataset" else "H194q5.5 0 5.5 5.5"
    return f"M6 .5{corner}V{b - 5.5}q0 5.5-5.5 5.5H6q-5.5 0-5.5-5.5V6Q.5 .5 6 .5Z"


def detail(kind: str, height: int) -> str:
    """Return the rest of the shape: the fold of a dataset, the sheets behind a collection."""
    b = height - 0.5
    if kind == "dataset":
        return "M199.5 10.5h-7.5q-2.5 0-2.5-2.5V.5"
    return f"M4.5 {b}q1 4 6 4H189.5q5 0 6-4M8.5 {b + 4}q1 4 6 4H185.5q5 0 6-4" if kind == "collection" else ""


def tab(width: int) -> str:
    """Return the tab above a card, for a text of so many hundredths of an em."""
    right = min(CARD_WIDTH, ceil(width * 12 / 100) + 32)
    return f"M.5 6V-15q0-4.5 4.5-4.5H{right - 5}q4.5 0 4.5 4.5V6Z"


def bars(kind: str, height: int, parts: Sequence[tuple[str, int]], *, many: bool) -> Iterator[Bar]:
    """Yield the bar of states in proportion, in the order of `parts`; hollow for no data."""
    gap = 2 if len(parts) > 1 else 0
    room = CARD_WIDTH - 2 * pad(kind) - gap * (len(parts) - 1)
    total = sum(number for _, number in parts) or 1
    x, y = float(pad(kind)), height - (10 if many else 9)
    for state, number in parts:
        width = room * number / total
        part = Bar(state, x, y, width, 4 if many else 2)
        yield _hollow(part) if state == "empty" else part
        x += width + gap


def _hollow(part: Bar) -> Bar:
    """Return an outline in the place of a filled bar: half a pixel in on every side."""
    return Bar(part.state, part.x + 0.5, part.y + 0.5, part.width - 1, max(part.height - 1, 1.5))


def line(points: Sequence[Point], *, whole: bool, backwards: bool) -> str:
    """Return the line of an edge up to its head, with round corners; backwards where dashes have to meet."""
    x, y = points[-1]
    way = [*points[:-1], (x - 1 - (WHOLE if whole else TIP), y)]
    return _rounded(way[::-1] if backwards else way)


def head(points: Sequence[Point], *, whole: bool) -> str:
    """Return the head of an edge, 1 before the card."""
    x, y = points[-1]
    return f"M{_n(x - 1)} {_n(y)}{GATHER if whole else HEAD}"


def _rounded(points: Sequence[Point]) -> str:
    inner = "".join(_corner(*three) for three in zip(points, points[1:], points[2:], strict=False))
    return f"M{_p(points[0])}{inner}L{_p(points[-1])}"


def _corner(before: Point, at: Point, after: Point) -> str:
    here, there = _far(before, at), _far(at, after)
    if not here or not there:
        return ""
    radius = min(RADIUS, here / 2, there / 2)
    return f"L{_p(_toward(at, before, radius / here))}Q{_p(at)} {_p(_toward(at, after, radius / there))}"


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _p(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
