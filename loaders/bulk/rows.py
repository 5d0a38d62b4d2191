"""What a batch wants in the graph, as lines of the files: nodes that are new, edges whose ends are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from cypher import EdgeRow, NodeRow
from cypher.schema import BY_LABEL
from loaders.batch import Batch
from loaders.bulk.columns import UNWRITABLE, Columns, Row
from loaders.bulk.files import Table, edge_columns, node_columns
from loaders.bulk.known import Known
from loaders.outcome import LATE


class LateEdge(NamedTuple):
    """An edge to a row of its own stream that was not read yet."""

    table: Table
    line: bytes
    edge: EdgeRow


@dataclass(slots=True)
class Lines:
    """The lines of one batch, and what became of what it wanted."""

    tables: dict[Table, list[str]] = field(default_factory=lambda: defaultdict(list))
    nodes: list[tuple[str, str]] = field(default_factory=list)
    """Label and key of the nodes that the lines hold."""

    shared: dict[tuple[str, str], str] = field(default_factory=dict)
    """The line of each node without a Galaxy id, by label and key: several rows may want it."""

    late: list[LateEdge] = field(default_factory=list)
    dangling: list[EdgeRow] = field(default_factory=list)
    """Edges that name something that is not there."""

    written: set[str] = field(default_factory=set)
    """Keys of nodes; who owns an edge is one of them."""

    lost: set[str] = field(default_factory=set)
    """Those of them that have a value, or an edge with one, which the files cannot hold."""

    def encoded(self) -> Mapping[Table, bytes]:
        """Return the lines as UTF-8; raise `ValueError` for text that is none."""
        return {table: "".join(lines).encode() for table, lines in self.tables.items() if lines}

    def encoded_shared(self) -> Mapping[tuple[str, str], bytes]:
        """The same for nodes without a Galaxy id."""
        return {name: line.encode() for name, line in self.shared.items()}


def lines_of(batch: Batch, known: Known) -> Lines:
    """Return the lines of a batch; nothing is written, and nothing known, yet."""
    lines, there = Lines(), _nodes_there(batch, known)
    nodes, edges = defaultdict[str, list[NodeRow]](list), defaultdict[tuple[str, str, str], list[EdgeRow]](list)
    for node in batch.nodes.values():
        nodes[node[0]].append(node)
    for edge in batch.edges:
        edges[edge[0], edge[1], edge[3]].append(edge)
    for label, found in nodes.items():
        _add_nodes(lines, label, found)
    for ends, some in edges.items():
        _add_edges(lines, Table(*ends), some, there)
    return lines


def _add_nodes(lines: Lines, label: str, nodes: Sequence[NodeRow]) -> None:
    """Add the nodes of one label."""
    keys = [node[1] for node in nodes]
    found = _written(lines, node_columns(label), nodes, lambda node: node.key)
    lines.written.update(keys)
    if BY_LABEL[label].has_galaxy_id:
        lines.tables[Table(label)] += found
        lines.nodes += [(label, key) for key in keys]
    else:
        lines.shared |= {(label, key): line for key, line in zip(keys, found, strict=True)}


def _add_edges(lines: Lines, table: Table, edges: Sequence[EdgeRow], there: Mapping[str, Mapping[str, bool]]) -> None:
    """Add the edges of one table: to the lines, or to what is late, or to what is dangling."""
    sources, targets, wanted = there[table.source], there[table.target], distinct(edges)
    found = [edge for edge in wanted if sources[edge[2]] and targets[edge[4]]]
    lines.tables[table] += _written(lines, edge_columns(table), found, _owner)
    if len(found) == len(wanted):
        return
    absent = [edge for edge in wanted if not (sources[edge[2]] and targets[edge[4]])]
    if table.name in LATE:
        texts = _written(lines, edge_columns(table), absent, _owner)
        lines.late += [LateEdge(table, text.encode(), edge) for text, edge in zip(texts, absent, strict=True)]
    else:
        lines.dangling += absent


def _written(lines: Lines, columns: Columns[Row], rows: Sequence[Row], owner: Callable[[Row], str]) -> list[str]:
    """Return the lines of rows; the owners of those with a value that the files cannot hold are lost."""
    with suppress(*UNWRITABLE):
        return columns.lines(rows)
    found = [columns.line(row) for row in rows]
    lines.lost.update(owner(row) for row, (_, is_whole) in zip(rows, found, strict=True) if not is_whole)
    return [line for line, _ in found]


def _owner(edge: EdgeRow) -> str:
    return edge.owner[1]


class _There(dict[str, bool]):
    """Which nodes of one label are there, by key; each is looked up once."""

    def __init__(self, label: str, known: Known) -> None:
        self._label, self._known = label, known

    def __missing__(self, key: str) -> bool:
        found = self[key] = self._known.has(self._label, key)
        return found


def _nodes_there(batch: Batch, known: Known) -> Mapping[str, _There]:
    """Return by label which nodes are there: those of the batch itself, and those that were written before."""
    there = {label: _There(label, known) for label in BY_LABEL}
    for label, key in batch.nodes:
        there[label][key] = True
    return there


def distinct(edges: Sequence[EdgeRow]) -> Sequence[EdgeRow]:
    """Return one edge per ends and identity: the last. Few share their ends; only these are looked at closely."""
    if len({(edge[2], edge[4]) for edge in edges}) == len(edges):
        return edges
    first: dict[tuple[str, str], EdgeRow] = {}
    several: dict[tuple[str, str], list[EdgeRow]] = {}
    for edge in edges:
        ends = edge[2], edge[4]
        if (other := first.setdefault(ends, edge)) is not edge:
            several.setdefault(ends, [other]).append(edge)
    same = (edge for found in several.values() for edge in {edge.identity: edge for edge in found}.values())
    return [*(edge for ends, edge in first.items() if ends not in several), *same]
