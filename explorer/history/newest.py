"""The newest items of a history, in Galaxy's order (`history_graph.md` 2).

The numbers of all items are read first, which is cheap; they tell from which one on items are wanted. Putting whole
items in order is what takes a graph server longest: 9 of 14 ms for 1,000 items on the local one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cypher import Graph
from explorer.errors import NotFound
from explorer.graph.model import HistoryName
from explorer.graph.records import ItemRow, unpack
from explorer.refs import Ref


class Window(NamedTuple):
    """Which items count: hids strictly between two numbers (None: no bound), and whether deleted ones do."""

    include_deleted: bool
    above: int | None = None
    below: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is no bound, so that items without number count too."""
        return self.above is None and self.below is None


class Newest(NamedTuple):
    """A history, its newest items, and how many items there are in the window."""

    history: HistoryName
    items: list[ItemRow]
    total: int


def read_newest(graph: Graph, history: Ref, most: int, window: Window) -> Newest:
    """Return a history with its newest items, `most` of them: those without number first, then by number.

    Raises:
        NotFound: there is no such history.
    """
    include_deleted, above, below = window
    found = graph.read(
        "history_graph/numbers", history=history.key, include_deleted=include_deleted, above=above, below=below
    )
    if not found:
        raise NotFound(f"{history} is not in the graph.", history)
    answer = graph.read(
        "history_graph/items",
        history=history.key,
        include_deleted=include_deleted,
        above=_least(found[0]["hids"], found[0]["total"], most, above),
        below=below,
        unnumbered=window.is_open,
    )
    rows = sorted(unpack(ItemRow, answer, "items"), key=_place)
    name = HistoryName(history, found[0]["name"], next(iter(found[0]["owners"]), None))
    return Newest(name, rows[:most], found[0]["total"])


def _least(hids: Sequence[int], total: int, most: int, above: int | None) -> int | None:
    """Return the number that wanted items are above; several may share the least wanted one."""
    wanted = most - (total - len(hids))
    if len(hids) <= wanted:
        return above
    return sorted(hids, reverse=True)[max(wanted, 1) - 1] - 1


def _place(row: ItemRow) -> tuple[bool, int, int, str]:
    return row.hid is not None, -(row.hid or 0), -int(row.key.rsplit("/", 1)[1]), row.key
