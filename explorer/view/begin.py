"""Where a view begins: at a history, at one node with a hop to each side, or between two nodes."""

from __future__ import annotations

from explorer.access import Access
from explorer.graph.drafts import Scope, choose, is_item
from explorer.graph.model import HistoryName, Item
from explorer.history import execution_graph
from explorer.history.newest import Window, read_newest
from explorer.history.questions import Question as HistoryQuestion
from explorer.lineage.paths import read_paths
from explorer.lineage.questions import MAX_LIMIT
from explorer.lineage.questions import Question as LineageQuestion
from explorer.lineage.seeds import seeds
from explorer.refs import Ref
from explorer.view.material import FULL, Material
from explorer.view.question import MAX_GROUPED, MAX_ITEMS, WAYS, ViewQuestion
from explorer.view.reach import Side, show_whole


class Begun:
    """What is shown before anything is opened.

    `capped`: the history has more items. `grouped`: so many that they are shown by tool. `home`: the history that needs
    no name on its items; `seed`: the key of the node that the view is about.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.shown: set[str] = set()
        self.sides: dict[Side, int] = {}
        self.capped = False
        self.grouped = False
        self.home: HistoryName | None = None
        self.seed: str | None = None


def begin(material: Material, question: ViewQuestion) -> Begun:
    """Return the nodes at which a view begins.

    Raises:
        NotFound, Forbidden: the history or the seed is not there, or not the caller's to read.
        BadRequest: the seed is nothing that has a lineage.
    """
    begun = Begun()
    if question.history is not None:
        _history(material, question, question.history, begun)
    if question.seed is not None:
        _seed(material, question, question.seed, begun)
    return begun


def is_too_large(question: ViewQuestion, cards: int) -> bool:
    """Tell whether so many cards are shown by tool."""
    return question.group == "tool" or (question.group == "auto" and cards > MAX_ITEMS)


def between(access: Access, source: Ref, target: Ref) -> set[str]:
    """Return the keys of what lies on the way from one node to another, as far as the caller may read."""
    found = read_paths(access, source, target, LineageQuestion(limit=MAX_LIMIT))
    return access.readable(node.ref.key for node in found.nodes)


def _history(material: Material, question: ViewQuestion, history: Ref, begun: Begun) -> None:
    access = material.access
    access.require(history)
    with_deleted = "deleted" not in question.filters.hide
    window, limit = Window(with_deleted), question.limit
    begun.home, items, total = read_newest(access.graph, history, limit + 1, window)
    begun.grouped = is_too_large(question, total)
    if begun.grouped:
        limit = MAX_GROUPED
        items = read_newest(access.graph, history, limit + 1, window).items
    chosen = choose(items, limit)
    scope = Scope(frozenset(chosen), with_deleted)
    nodes, drafts = execution_graph.read(access, chosen, scope, FULL, HistoryQuestion(history=history))
    material.nodes |= nodes
    makers = {key for key in nodes if not is_item(key)}
    material.add(drafts, [*chosen, *makers])
    begun.shown = {*chosen, *makers, *(draft.source for draft in drafts if draft.target in makers)} & nodes.keys()
    begun.capped = len(items) > limit


def _seed(material: Material, question: ViewQuestion, seed: Ref, begun: Begun) -> None:
    key = seeds(material.access, seed, "execution")[0]
    begun.seed = key
    begun.shown = {key}
    if not is_item(key):
        show_whole(material, begun.shown, [key])
    begun.sides = {(key, way): 1 for way in WAYS[question.sides]}
    first = key if is_item(key) else min(material.access.readable(begun.shown - {key}), default=None)
    if first is not None:
        material.read_nodes([first], None)
        item = material.nodes.pop(first, None)
        begun.home = item.history if isinstance(item, Item) else None
