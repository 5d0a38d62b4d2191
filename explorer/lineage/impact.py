"""Impact: everything that depends on something, as a table that is read in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Final

from more_itertools import chunked

from explorer.access import Access
from explorer.errors import BadRequest
from explorer.lineage.dependants import Dependants, read_dependants
from explorer.lineage.model import Impact, LineageNode, Reached, Truncated
from explorer.lineage.nodes import read_nodes
from explorer.lineage.questions import Question
from explorer.lineage.seeds import seeds
from explorer.refs import Ref

PIECE: Final = 1_000
"""Rows that are read at a time."""


def read_impact(access: Access, ref: Ref, question: Question, after: str | None = None) -> Impact:
    """Return the counts, and one page of the items that depend on `ref`; those that may not be read are counted only.

    A page begins behind the last item of the page before, `after`: what a sync adds or removes moves nothing.

    Raises:
        NotFound, Forbidden, BadRequest: as `seeds` says.
    """
    found = _dependants(access, ref, question)
    keys = list(islice(found.keys(after), question.limit + 1))
    goes_on, keys = len(keys) > question.limit, keys[: question.limit]
    rows = tuple(_rows(access, keys, question))
    return Impact(
        counts=found.counts,
        rows=rows,
        truncated=Truncated(
            reasons=("limit",) if goes_on else (),
            shown=len(rows),
            hidden_by_access=len(keys) - len(rows),
            next={"after": keys[-1]} if goes_on else None,
        ),
    )


def stream_impact(access: Access, ref: Ref, question: Question) -> tuple[Reached, Iterator[LineageNode]]:
    """Return the counts, and all items that the caller may read; only their ids are held in memory.

    Raises:
        NotFound, Forbidden, BadRequest: as `seeds` says.
    """
    found = _dependants(access, ref, question)
    return found.counts, chain.from_iterable(_rows(access, keys, question) for keys in chunked(found.keys(), PIECE))


def last_of_page(cursor: Mapping[str, Any] | None) -> str | None:
    """Read the payload of a cursor: the last item of the page before; raise `BadRequest` for another."""
    if cursor is None:
        return None
    match dict(cursor):
        case {"after": str(key), **others} if not others and _is_item(key):
            return key
    raise BadRequest("This cursor is of another question: ask again from the start.")


def _is_item(key: str) -> bool:
    try:
        return Ref.of_key(key).is_item
    except ValueError:
        return False


def _dependants(access: Access, ref: Ref, question: Question) -> Dependants:
    return read_dependants(access.graph, seeds(access, ref, question.granularity), question.granularity)


def _rows(access: Access, keys: Sequence[str], question: Question) -> Iterator[LineageNode]:
    readable = access.readable(keys)
    found = read_nodes(access.graph, question.granularity, (key for key in keys if key in readable))
    return (found.node(key) for key in keys if key in found)
