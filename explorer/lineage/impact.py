"""Impact: everything that depends on something, as a table that is read in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from more_itertools import chunked

from explorer.access import Access
from explorer.lineage.granularities import closure, is_data, kind_of
from explorer.lineage.model import Impact, LineageNode, Reached, Truncated
from explorer.lineage.nodes import read_nodes
from explorer.lineage.questions import Question
from explorer.lineage.seeds import seeds
from explorer.refs import Ref

PIECE = 1_000
"""Rows that are read at a time."""


@dataclass(frozen=True, slots=True)
class Dependants:
    """What depends on something: how much there is of each kind, and its items, in the order of their ids."""

    counts: Reached
    items: Sequence[str]


def read_impact(access: Access, ref: Ref, question: Question) -> Impact:
    """Return the counts, and one page of the items that depend on `ref`; those that may not be read are counted only.

    Raises:
        NotFound, Forbidden, BadRequest: as `seeds` says.
    """
    found = _dependants(access, ref, question)
    end = question.shown + question.limit
    keys = found.items[question.shown : end]
    rows = tuple(_rows(access, keys, question))
    goes_on = len(found.items) > end
    return Impact(
        counts=found.counts,
        rows=rows,
        truncated=Truncated(
            reasons=("limit",) if goes_on else (),
            shown=len(rows),
            hidden_by_access=len(keys) - len(rows),
            next={"shown": end} if goes_on else None,
        ),
    )


def stream_impact(access: Access, ref: Ref, question: Question) -> tuple[Reached, Iterator[LineageNode]]:
    """Return the counts, and all items that the caller may read; only their keys are held in memory.

    Raises:
        NotFound, Forbidden, BadRequest: as `seeds` says.
    """
    found = _dependants(access, ref, question)
    return found.counts, chain.from_iterable(_rows(access, keys, question) for keys in chunked(found.items, PIECE))


def _dependants(access: Access, ref: Ref, question: Question) -> Dependants:
    begin = seeds(access, ref, question.granularity)
    keys = set().union(*(closure(access.graph, question.granularity, "downstream", key) for key in begin))
    keys.difference_update(begin)
    kinds = Counter(map(kind_of, keys))
    items = sorted(filter(is_data, keys), key=_rank)
    executions = len(keys) - len(items)
    return Dependants(Reached(kinds["hda"], kinds["hdca"], executions), items)


def _rank(key: str) -> tuple[str, int]:
    _, kind, number = key.split("/")
    return kind, int(number)


def _rows(access: Access, keys: Sequence[str], question: Question) -> Iterator[LineageNode]:
    readable = access.readable(keys)
    found = read_nodes(access.graph, question.granularity, (key for key in keys if key in readable))
    return (found.node(key) for key in keys if key in found)
