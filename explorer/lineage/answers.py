"""A page of a lineage as its caller sees it: what he may not read are stubs, last, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from explorer.access import Access
from explorer.lineage.edges import SOURCE, TARGET, EdgeRow, edge, order
from explorer.lineage.model import Lineage, LineageNode, More, Reason, Truncated
from explorer.lineage.nodes import Nodes
from explorer.lineage.pages import Page
from explorer.lineage.questions import Question
from explorer.refs import Ref

NOTHING: Mapping[str, More] = {}


def answer(  # noqa: PLR0913, PLR0917 - all that an answer is made of
    access: Access,
    page: Page,
    read: Callable[[Iterable[str]], Nodes],
    rows: Sequence[EdgeRow],
    beyond: Mapping[str, More],
    question: Question,
) -> Lineage:
    """Read what the page says about its nodes; `beyond` are the neighbours that are not shown yet.

    A stub of an earlier page that an edge leads to is shown again, for no two answers call it the same.
    """
    ends = set(map(itemgetter(SOURCE), rows)).union(map(itemgetter(TARGET), rows))
    keys = ends.union(page.hops)
    view = access.view(keys)
    readable = keys if access.is_unlimited else {key for key in keys if view.shows(key)}
    found = read(key for key in page.hops if key in readable)
    shown = {
        key: found.node(key, hops, beyond.get(key))
        for key, hops in page.hops.items()
        if key in readable and key in found
    }
    again = ends & page.before - readable
    refs = {key: shown[key].ref if key in shown else view.ref(key) for key in keys}
    return Lineage(
        (*shown.values(), *_stubs(page.hops.keys() - readable | again, refs)),
        tuple(edge(row, refs, readable) for row in order(rows)),
        Truncated(
            reasons=page.reasons or _bounded(beyond, question),
            shown=len(page.hops),
            hidden_by_access=len(page.hops.keys() - readable),
            next=page.end.cursor if page.goes_on else None,
        ),
    )


def _bounded(beyond: Mapping[str, More], question: Question) -> tuple[Reason, ...]:
    return ("depth",) if beyond and question.depth is not None else ()


def _stubs(keys: set[str], refs: Mapping[str, Ref]) -> list[LineageNode]:
    """Return stubs in the order of their random ids, which tells nothing about them."""
    return sorted((LineageNode(ref=refs[key]) for key in keys), key=_number)


def _number(node: LineageNode) -> int:
    return node.ref.id
