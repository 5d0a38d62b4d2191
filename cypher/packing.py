"""Rows as the parameters of statements that create them, cut so that no message is too large; pure.

They can be packed where they are read and sent by another process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeVar

from more_itertools import chunked, constrained_batches

from cypher import writes
from cypher.errors import TooLarge
from cypher.rows import EdgeRow, NodeRow

AT_ONCE: Final = 5_000
"""Rows, or keys, in one statement."""

CHARACTERS: Final = 16 * 2**20
"""Text in one statement; a single row may be larger."""

MOST: Final = 32 * 2**20
"""Text in one row: the local server takes a minute for twice as much, and does not come back from three times."""

T = TypeVar("T")

_WITH_TEXT: Final = frozenset({str, list, tuple})
_Row = Collection[Any]
_End = tuple[str, Sequence[_Row]]
"""The key of a node, and its edges: the key of the other end and the values of the properties."""

Ends = tuple[str, str, str]
"""Type of an edge, labels of its source and of its target."""


class Insert(NamedTuple):
    """A statement and its `$rows`: it creates so many nodes and edges, and says `made` if all other ends are there."""

    statement: str
    rows: Sequence[Any]
    made: int
    nodes: int = 0
    edges: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """Nodes, with what hangs on them, and edges between nodes; none can be in the graph yet."""

    nodes: Sequence[Insert] = ()
    edges: Sequence[Insert] = ()


def insert_nodes(label: str, nodes: Iterable[NodeRow]) -> Iterator[Insert]:
    """Pack nodes of one label."""
    statement = writes.create_nodes(label)
    return (Insert(statement, some, len(some), nodes=len(some)) for some in _bounded(node.values() for node in nodes))


def insert_edges(ends: Ends, edges: Sequence[EdgeRow]) -> Iterator[Insert]:
    """Pack edges of one type between two labels.

    The end that fewer nodes stand at, such as the history of many datasets, is looked up once for all its edges.
    """
    by_source = len({edge.source for edge in edges}) <= len({edge.target for edge in edges})
    statement = writes.create_edges(*ends, by_source=by_source)
    for some in _sliced(_by_end(edges, by_source=by_source)):
        made = sum([len(row) for _, row in some])
        yield Insert(statement, some, made, edges=made)


def distinct(edges: Iterable[EdgeRow]) -> list[EdgeRow]:
    """Keep one edge per type, ends and identity: the last."""
    return list({edge.identity: edge for edge in edges}.values())


def by_ends(edges: Iterable[EdgeRow]) -> dict[Ends, list[EdgeRow]]:
    """Sort edges by type and labels."""
    found: dict[Ends, list[EdgeRow]] = defaultdict(list)
    for edge in edges:
        found[edge[0], edge[1], edge[3]].append(edge)
    return found


def bounded_maps(rows: Iterable[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    """Cut maps of properties to what one statement may have."""
    return constrained_batches(rows, CHARACTERS, AT_ONCE, get_len=lambda row: _weight(row.values()), strict=False)


def _by_end(edges: Iterable[EdgeRow], *, by_source: bool) -> dict[str, list[list[Any]]]:
    rows: dict[str, list[list[Any]]] = {}
    for edge in edges:
        here, there = (edge.source, edge.target) if by_source else (edge.target, edge.source)
        rows.setdefault(here, []).append([there, *edge.values()])
    return rows


def _sliced(rows: Mapping[str, Sequence[_Row]]) -> Iterator[Sequence[_End]]:
    """Cut what one node has, and gather what several have, to statements of at most `AT_ONCE` edges."""
    cut = ((key, some) for key, all_ in rows.items() for some in chunked(all_, AT_ONCE))
    for some in constrained_batches(cut, AT_ONCE, get_len=lambda row: len(row[1])):
        if _characters(edge for _, edges in some for edge in edges) <= CHARACTERS:
            yield some
        else:
            yield from ([(key, few)] for key, edges in some for few in _bounded(edges))


def _bounded(rows: Iterable[_Row]) -> Iterator[Sequence[_Row]]:
    """Cut rows to statements of at most `AT_ONCE`, and fewer where they have much text."""
    for some in chunked(rows, AT_ONCE):
        yield from lighter(some, lambda row: [row])


def lighter(rows: Sequence[T], texts: Callable[[T], Iterable[_Row]]) -> Iterator[Sequence[T]]:
    """Cut rows where they have much text together, which stands in `texts` of each.

    Raises:
        TooLarge: one has more than a row may have.
    """
    if _characters(some for row in rows for some in texts(row)) <= CHARACTERS:
        yield rows
    else:
        yield from map(list, constrained_batches(rows, CHARACTERS, get_len=lambda row: _sum(texts(row)), strict=False))


def _weight(row: _Row) -> int:
    """Return how much text there is in a row.

    Raises:
        TooLarge: more than a row may have.
    """
    return _sum([row])


def _sum(rows: Iterable[_Row]) -> int:
    found = _characters(rows)
    if found > MOST:
        raise TooLarge(f"{found} characters are more than the {MOST} of a row that the graph can hold.")
    return found


def _characters(rows: Iterable[_Row]) -> int:
    """Return how much text there is in rows, and in the lists in them."""
    values = [value for row in rows for value in row if value.__class__ in _WITH_TEXT]
    texts = sum([len(value) for value in values if value.__class__ is str])
    lists = [value for value in values if value.__class__ is not str]
    return texts + sum([len(text) for some in lists for text in some if text.__class__ is str])
