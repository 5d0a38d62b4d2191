"""New nodes with edges that hang on them, made in one statement: their end at the node is not looked up; pure.

What can be made so are the edges to `HOMES`, each looked up once for all nodes that share it, and a `TAIL`. It spares
a third of the look-ups of a first load. More in one statement does not pay: a subquery for each type of
edge took the local server a third longer than a statement for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from more_itertools import constrained_batches

from cypher import writes
from cypher.packing import AT_ONCE, Ends, Insert, Packed, by_ends, distinct, insert_edges, insert_nodes, lighter
from cypher.rows import EdgeRow, NodeRow

HOMES: Final[Mapping[str, tuple[str, ...]]] = {
    "History": ("OWNS",),
    "Dataset": ("IN_HISTORY",),
    "Collection": ("IN_HISTORY",),
    "ToolExecution": ("OF_TOOL",),
    "ToolRequest": ("REQUESTED",),
    "ImplicitCollectionJobs": ("RAN_FOR",),
    "Job": ("RAN_FOR", "MEMBER_OF"),
    "WorkflowInvocation": ("OF_WORKFLOW",),
    "WorkflowInvocationStep": ("STEP_OF", "SCHEDULED"),
}
"""Label → types of edges that a node owns one of, to something that others may share. In the order of making: what is
a home of another stands before it."""

TAIL: Final[Mapping[str, Ends]] = {
    "Collection": ("ELEMENT_OF", "Dataset", "Collection"),
    "Job": ("WROTE", "Job", "Dataset"),
    "ToolExecution": ("PRODUCED", "ToolExecution", "Dataset"),
}
"""Label → edges that a node owns several of."""

_ORDER: Final = tuple(HOMES)

_Name = tuple[str, str]
"""Label and key of a node."""

_Row = tuple[tuple[str, ...], list[Any], list[list[Any]]]
"""Keys of the homes; values of the node and of the edges to them; the tail: key of the other end, values."""


class _Shape(NamedTuple):
    """What a statement depends on: the node's label, and the ends of the edges that are made with it."""

    label: str
    homes: tuple[Ends, ...]
    tail: Ends | None


def pack(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Packed:
    """Pack what cannot be in the graph yet.

    Raises:
        TooLarge: a row has more text than one may have.
        ValueError: a property that the schema does not name.
    """
    new = {(node.label, node.key): node for node in nodes}
    homes, tails, others = _sorted(new, distinct(edges))
    rows: dict[_Shape, list[_Row]] = defaultdict(list)
    bare: dict[str, list[NodeRow]] = defaultdict(list)
    for name, node in new.items():
        own, tail = homes.get(name, ()), tails.get(name, ())
        if own or tail:
            rows[_shape(node.label, own, tail)].append(_row(node, own, tail))
        else:
            bare[node.label].append(node)
    made = [insert for label, some in bare.items() for insert in insert_nodes(label, some)]
    for shape in sorted(rows, key=lambda shape: _ORDER.index(shape.label)):
        made.extend(_insert(shape, rows[shape]))
    return Packed(made, [insert for ends, some in by_ends(others).items() for insert in insert_edges(ends, some)])


def _sorted(
    new: Mapping[_Name, NodeRow], edges: Iterable[EdgeRow]
) -> tuple[dict[_Name, list[EdgeRow]], dict[_Name, list[EdgeRow]], list[EdgeRow]]:
    """Return edges to homes in the order of `HOMES`, and those of tails, by new node; and all others."""
    homes: dict[_Name, dict[str, EdgeRow]] = defaultdict(dict)
    tails: dict[_Name, list[EdgeRow]] = defaultdict(list)
    others: list[EdgeRow] = []
    for edge in edges:
        name = edge.owner
        label, ends = name[0], _ends(edge)
        if name not in new:
            others.append(edge)
        elif ends[0] in HOMES.get(label, ()) and ends[0] not in homes[name]:
            homes[name][ends[0]] = edge
        elif ends == TAIL.get(label) and len(tails[name]) < AT_ONCE:
            tails[name].append(edge)
        else:
            others.append(edge)
    ordered = {name: [own[type_] for type_ in HOMES[name[0]] if type_ in own] for name, own in homes.items()}
    return ordered, tails, others


def _shape(label: str, homes: Sequence[EdgeRow], tail: Sequence[EdgeRow]) -> _Shape:
    return _Shape(label, tuple([_ends(edge) for edge in homes]), _ends(tail[0]) if tail else None)


def _ends(edge: EdgeRow) -> Ends:
    return edge[0], edge[1], edge[3]


def _row(node: NodeRow, homes: Sequence[EdgeRow], tail: Sequence[EdgeRow]) -> _Row:
    values = node.values()
    for edge in homes:
        values.extend(edge.values())
    return tuple([edge.other for edge in homes]), values, [[edge.other, *edge.values()] for edge in tail]


def _insert(shape: _Shape, rows: Iterable[_Row]) -> Iterator[Insert]:
    """Pack nodes of one shape, those with the same homes side by side."""
    statement = writes.create_hung(*shape)
    for some in constrained_batches(sorted(rows, key=itemgetter(0)), AT_ONCE, get_len=_count, strict=False):
        for few in lighter(some, _texts):
            tail = sum([len(row[2]) for row in few])
            values = [[*homes, [_value(row) for row in shared]] for homes, shared in groupby(few, itemgetter(0))]
            edges = tail + len(few) * len(shape.homes)
            yield Insert(statement, values, tail if shape.tail else len(few), nodes=len(few), edges=edges)


def _count(row: _Row) -> int:
    return 1 + len(row[2])


def _texts(row: _Row) -> list[list[Any]]:
    return [row[1], *row[2]]


def _value(row: _Row) -> list[Any]:
    return [*row[1], row[2]] if row[2] else row[1]
