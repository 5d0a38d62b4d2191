"""Packing what new rows want: it is created as it comes, without a look at what the graph has."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from more_itertools import partition

from cypher import EdgeRow, pack
from cypher.schema import BY_LABEL
from loaders.batch import Batch
from loaders.keys import Name
from loaders.outcome import LATE
from loaders.part import Prepared
from loaders.reading import BAD_DATA


def packed(prepared: Prepared) -> Prepared:
    """Pack nodes and edges of rows that cannot be in the graph yet.

    In the batch stay nodes without a Galaxy id, which other rows may have written, and edges to rows that may come
    later.
    """
    batch = prepared.batch
    own = [name for name in batch.nodes if BY_LABEL[name.label].has_galaxy_id]
    certain, late = partition(_may_be_late, batch.edges)
    try:
        found = pack([batch.nodes[name] for name in own], certain)
    except BAD_DATA as error:
        return replace(prepared, batch=Batch(), error=error)
    wanted = frozenset[int]().union(*(batch.rows[name.key] for name in own))
    return replace(prepared, batch=_without(batch, set(own), list(late)), packed=found, packed_for=wanted)


def _may_be_late(edge: EdgeRow) -> bool:
    return edge.type in LATE


def _without(batch: Batch, own: AbstractSet[Name], late: list[EdgeRow]) -> Batch:
    """Return a batch with what is not packed."""
    left = Batch()
    left.nodes = {name: node for name, node in batch.nodes.items() if name not in own}
    left.edges = late
    keys = {name.key for name in left.nodes} | {edge.owner[1] for edge in late}
    left.rows.update((key, batch.rows[key]) for key in keys)
    left.problems = batch.problems
    return left
