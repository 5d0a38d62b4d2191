"""Small graphs for the tests of the layout, and what must hold of every picture."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from hypothesis import strategies as st

from explorer.layout import Card, Layout, Link
from explorer.layout.geometry import CARD_WIDTH, COPY_DROP, PITCH, PORT, RUN_ROOM, SHEETS, TAB

Rectangle = tuple[float, float, float, float]
NAMES = ("Counts", "Alignments on collection 45", "SRR1039508_GSM1275862_forward_paired.fastq.gz", "Trim reads", "")


def card(name: str, kind: str = "dataset", count: int | None = None, order: int = 0, *, tab: bool = False) -> Card:
    return Card(name, kind, name, count, (order, name), tab)


@st.composite
def graphs(draw: st.DrawFn, *, cycles: bool = False) -> tuple[list[Card], list[Link]]:
    """Executions and items in the order of the work; with `cycles` inputs and copies may come from later."""
    kinds = draw(st.lists(st.sampled_from(("dataset", "collection", "execution", "execution")), max_size=24))
    cards = []
    for number, kind in enumerate(kinds):
        count = None if kind == "dataset" else draw(st.sampled_from((None, 6, 96) if kind == "execution" else (0, 6)))
        cards.append(Card(number, kind, draw(st.sampled_from(NAMES)), count, (number,), draw(st.booleans())))
    links = []
    for number, kind in enumerate(kinds):
        producers = [n for n in range(number) if kinds[n] == "execution"]
        sources = [n for n in range(len(kinds) if cycles else number) if kinds[n] != "execution" and n != number]
        links += _links(draw, number, kind, producers, sources)
    return cards, links


def _links(draw: st.DrawFn, number: int, kind: str, producers: list[int], sources: list[int]) -> list[Link]:
    flags = draw(st.booleans()), draw(st.booleans())
    if kind == "execution":
        chosen = draw(st.lists(st.sampled_from(sources), max_size=4)) if sources else []
        return [Link(source, number, "input", mapped=flags[0], evidence=flags[1]) for source in chosen]
    if producers and flags[0]:
        return [Link(draw(st.sampled_from(producers)), number, "output")]
    if sources and flags[1]:
        return [Link(draw(st.sampled_from(sources)), number, "copy")]
    return []


def rectangles(picture: Layout, cards: Iterable[Card]) -> dict[object, Rectangle]:
    """What each card takes, with its sheets and its tab."""
    known = {c.id: c for c in cards}
    found = {}
    for placed in picture.cards:
        given = known[placed.ref]
        bottom = placed.y + placed.height + (SHEETS if given.kind == "collection" else 0)
        found[placed.ref] = (placed.x, placed.y - TAB * given.tab, placed.x + placed.width, bottom)
    return found


def overlapping(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def check_cards(picture: Layout, cards: list[Card]) -> None:
    taken = rectangles(picture, cards)
    assert set(taken) == {c.id for c in cards}
    assert not [(a, b) for a, b in combinations(taken, 2) if overlapping(taken[a], taken[b])]
    assert all(placed.x == placed.column * PITCH and placed.width == CARD_WIDTH for placed in picture.cards)
    assert all(min(r) >= 0 and r[2] <= picture.width and r[3] <= picture.height for r in taken.values())


def check_routes(picture: Layout, cards: list[Card]) -> None:
    taken, placed = rectangles(picture, cards), {c.ref: c for c in picture.cards}
    for route in picture.edges:
        source, target = placed[route.source], placed[route.target]
        drop = COPY_DROP if "copy" in route.style else 0
        assert route.points[0] == (source.x + CARD_WIDTH, source.y + PORT + drop)
        assert route.points[-1] == (target.x, target.y + PORT)
        for a, b in pairwise(route.points):
            assert (a[0] == b[0]) != (a[1] == b[1])
            line = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            assert not [name for name, r in taken.items() if overlapping(line, r)]
            assert min(line) >= 0
            assert line[2] <= picture.width
            assert line[3] <= picture.height


def covered(picture: Layout) -> list[tuple[object, object]]:
    """Pairs of routes on top of each other, by which one would read an edge that is not there."""
    known = {(route.source, route.target) for route in picture.edges}
    found = []
    for a, b in combinations(picture.edges, 2):
        if {(a.source, b.target), (b.source, a.target)} <= known:
            continue
        if any(_on_top(s, t) for s in pairwise(a.points) for t in pairwise(b.points)):
            found.append((a, b))
    return found


def _on_top(a: tuple, b: tuple) -> bool:
    """Where each of two lines leaves at the height at which the other arrives, they meet in the gap, unavoidably."""
    for along, across, allowed in ((0, 1, RUN_ROOM), (1, 0, 0)):
        if a[0][across] == a[1][across] == b[0][across] == b[1][across]:
            (a1, a2), (b1, b2) = sorted(p[along] for p in a), sorted(p[along] for p in b)
            if min(a2, b2) - max(a1, b1) > allowed:
                return True
    return False
