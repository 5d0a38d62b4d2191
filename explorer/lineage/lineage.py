"""Lineage: everything that something comes from, or that depends on it, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.access import Access
from explorer.lineage.answers import NOTHING, answer
from explorer.lineage.model import Lineage, Way
from explorer.lineage.pages import cut, more, pairs, unread
from explorer.lineage.questions import Question
from explorer.lineage.reader import Reader
from explorer.lineage.seeds import seeds
from explorer.lineage.walk import Walk, walk
from explorer.refs import Ref


def read_lineage(access: Access, ref: Ref, question: Question) -> Lineage:
    """Return what something comes from, what depends on it, or both.

    Raises:
        NotFound, Forbidden, BadRequest: as `seeds` says.
    """
    found = read_around(access, seeds(access, ref, question.granularity, look=False), question)
    if not found.nodes:
        seeds(access, ref, question.granularity)
    return found


def read_around(access: Access, begin: Sequence[str], question: Question) -> Lineage:
    """Return the lineage of nodes that are there and that the caller may read."""
    reader = Reader(access.graph, question, begin)
    walks = {way: _walk(reader, way, begin, question) for way in question.ways}
    page = cut(walks, question)
    if reader.is_whole:
        return answer(access, page, reader.nodes, reader.whole_edges(), NOTHING, question)
    if "deadline" not in page.reasons:
        for way in question.ways:
            reader.neighbours(way, unread(walks[way], page))
    beyond = more(walks, page, reader.known)
    rows = reader.edges(pairs(walks, page, reader.known))
    return answer(access, page, reader.nodes, rows, beyond, question)


def _walk(reader: Reader, way: Way, begin: Sequence[str], question: Question) -> Walk:
    return walk(
        begin,
        lambda keys: reader.neighbours(way, keys),
        depth=question.depth,
        most=question.shown.nodes + question.limit + 1,
        is_over=lambda: question.is_over,
    )
