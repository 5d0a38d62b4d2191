"""What a card says: kind, states, words and tab, from a node and its place, as the page says it (`cards.ts`). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from explorer.access import Restricted
from explorer.export.look import worst_first
from explorer.graph.model import Execution, Item, Node, States
from explorer.layout.geometry import ROWS_GAP
from explorer.view.model import DrawnCard

WAITING: Final[States] = {"new": 1}
NO_DATA: Final[States] = {"empty": 1}


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says.

    Attributes:
        kind: `dataset`, `collection`, `execution`, `restricted` or `stub`: its shape.
        icon: that of its kind.
        eyebrow: the small line above the name.
        counts: how many of it are in which state.
        many: it stands for several things, whose number its name says.
        mark: what is said above its state: `deleted`, `hidden`.
        tab: the other history that it stands in.
    """

    kind: str
    icon: str
    eyebrow: str
    counts: States = field(default_factory=lambda: NO_DATA)
    many: bool = False
    mark: str | None = None
    tab: str | None = None

    @property
    def state(self) -> str:
        """The state that speaks for all, or the mark."""
        return self.mark or next(iter(worst_first(self.counts)), "empty")

    @property
    def word(self) -> str:
        """The state in words, with a number where there are many."""
        number = self.counts.get(self.state, 0) if self.many and not self.mark else 0
        return f"{number or ''} {self.state.replace('_', ' ')}".strip()

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The parts of its bar, the best first; what is deleted is grey as a whole."""
        if self.mark and self.mark != "hidden":
            return [(self.mark, 1)]
        return [(state, self.counts[state]) for state in reversed(worst_first(self.counts))]


def face_of(place: DrawnCard, node: Node | None, jobs: int | None) -> Face:
    """Return what a card says. `jobs`: of a stub, how many read the hub that it stands for."""
    if place.beside is not None:
        return Face("stub", "hub", f"used by {jobs or 'many'} jobs")
    if isinstance(place.ref, Restricted) or node is None:
        return Face("restricted", "restricted", "restricted", {"restricted": 1})
    if isinstance(node, Execution):
        return _execution(node)
    return _item(node, place)


def foot(place: DrawnCard) -> int:
    """Return how high a card is without its rows."""
    return place.height if place.rows_from is None else place.rows_from - ROWS_GAP


def _execution(node: Execution) -> Face:
    is_run = node.ref.src == "workflow_invocation"
    kind, eyebrow = ("workflow", "workflow") if is_run else ("execution", node.tool_version or "")
    return Face("execution", kind, eyebrow, node.states or NO_DATA, many=node.mapped or node.count > 1)


def _item(node: Node, place: DrawnCard) -> Face:
    kind = "collection" if node.ref.src == "hdca" else "dataset"
    about = node if isinstance(node, Item) else None
    words = [
        str(node.hid or ""),
        node.extension or node.collection_type or "",
        "copy" if about and about.copied_from else "",
    ]
    is_many = kind == "collection" and about is not None and about.count is not None
    history = about.history.name if about and about.history and place.tab else None
    return Face(kind, kind, " · ".join(filter(None, words)), _counts(node, about), is_many, _mark(node), history)


def _counts(node: Node, about: Item | None) -> Mapping[str, int]:
    if about and node.ref.src == "hdca" and about.count == 0:
        return NO_DATA
    if about and about.states:
        return about.states
    return {node.state: (about.count if about else None) or 1} if node.state else WAITING


def _mark(node: Node) -> str | None:
    if node.deleted:
        return "deleted"
    return "hidden" if node.visible is False else None
