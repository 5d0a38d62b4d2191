"""The nodes of a set and the edges between them, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from explorer.access import Access
from explorer.lineage.answers import NOTHING, answer
from explorer.lineage.edges import SOURCE, TARGET, read_edges
from explorer.lineage.model import Lineage
from explorer.lineage.nodes import read_nodes
from explorer.lineage.pages import sliced
from explorer.lineage.questions import Question


def read_among(access: Access, hops: Mapping[str, int | None], question: Question, *, is_late: bool) -> Lineage:
    """Return these nodes, in their order, with the edges that both ends of are on this page or an earlier one."""
    page = sliced(hops, question, is_late=is_late)
    rows = read_edges(access.graph, question.granularity, filter(page.__contains__, hops))
    shown = [
        row
        for row in rows
        if row[SOURCE] in page and row[TARGET] in page and (row[SOURCE] in page.hops or row[TARGET] in page.hops)
    ]
    read = partial(read_nodes, access.graph, question.granularity)
    return answer(access, page, read, shown, NOTHING, question)
