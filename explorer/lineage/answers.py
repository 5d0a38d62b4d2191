"""A page of a lineage as its caller sees it: what he may not read are stubs, last, and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from explorer.access import Access
from explorer.access.view import View
from explorer.lineage.edges import EdgeRow, edge, order
from explorer.lineage.model import Lineage, LineageNode, More, Reason, Truncated
from explorer.lineage.nodes import read_nodes
from explorer.lineage.pages import Page
from explorer.lineage.questions import Question

NOTHING: Mapping[str, More] = {}


def answer(
    access: Access, page: Page, rows: Sequence[EdgeRow], beyond: Mapping[str, More], question: Question
) -> Lineage:
    """Read what the page says about its nodes; `beyond` are the neighbours that are not shown yet.

    A stub of an earlier page that an edge leads to is shown again, for no two answers call it the same.
    """
    ends = set(chain.from_iterable((row.source, row.target) for row in rows))
    view = access.view({*page.hops, *ends})
    found = read_nodes(access.graph, question.granularity, filter(view.shows, page.hops))
    shown = (replace(found[key], hops=hops, more=beyond.get(key)) for key, hops in page.hops.items() if key in found)
    hidden = {key for key in page.hops if not view.shows(key)}
    again = {key for key in ends & page.before if not view.shows(key)}
    return Lineage(
        (*shown, *_stubs(hidden | again, view)),
        tuple(edge(row, view) for row in order(rows)),
        Truncated(
            reasons=page.reasons or _bounded(beyond, question),
            shown=len(page.hops),
            hidden_by_access=len(hidden),
            next={"shown": page.end} if page.goes_on else None,
        ),
    )


def _bounded(beyond: Mapping[str, More], question: Question) -> tuple[Reason, ...]:
    return ("depth",) if beyond and question.depth is not None else ()


def _stubs(keys: set[str], view: View) -> list[LineageNode]:
    """Return stubs in the order of their random ids, which tells nothing about them."""
    return sorted((LineageNode(ref=view.ref(key)) for key in keys), key=_number)


def _number(node: LineageNode) -> int:
    return node.ref.id
