"""What a batch wants in the graph, as lines of the files: nodes that are new, edges whose ends are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cypher import EdgeRow
from cypher.schema import BY_LABEL, BY_TYPE
from loaders.batch import Batch
from loaders.bulk.files import Table, edge_columns, node_columns
from loaders.bulk.known import Known
from loaders.outcome import LATE


class LateEdge(NamedTuple):
    """An edge to a row of its own stream that was not read yet; `rows` want it."""

    table: Table
    line: bytes
    edge: EdgeRow
    rows: frozenset[int]


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
    """Keys of nodes, and of the owners of edges."""

    lost: set[str] = field(default_factory=set)
    """Those of them that have a value which the files cannot hold."""

    def encoded(self) -> Mapping[Table, bytes]:
        """Return the lines as UTF-8; raise `ValueError` for text that is none."""
        return {table: "".join(lines).encode() for table, lines in self.tables.items()}

    def encoded_shared(self) -> Mapping[tuple[str, str], bytes]:
        """The same for nodes without a Galaxy id."""
        return {name: line.encode() for name, line in self.shared.items()}


def lines_of(batch: Batch, known: Known) -> Lines:
    """Return the lines of a batch; nothing is written, and nothing known, yet."""
    lines = Lines()
    for name, row in batch.nodes.items():
        line, lost = node_columns(row.label).line(row)
        if BY_LABEL[row.label].has_galaxy_id:
            lines.tables[Table(row.label)].append(line)
            lines.nodes.append(name)
        else:
            lines.shared[name] = line
        lines.written.add(row.key)
        if lost:
            lines.lost.add(row.key)
    for edge in distinct(batch.edges):
        _add_edge(lines, edge, batch, known)
    return lines


def _add_edge(lines: Lines, edge: EdgeRow, batch: Batch, known: Known) -> None:
    table = Table(edge.type, edge.source_label, edge.target_label)
    ends: tuple[Any, Any] = (edge.source_label, edge.source), (edge.target_label, edge.target)
    is_there = all(end in batch.nodes or known.has(*end) for end in ends)
    if not is_there and edge.type not in LATE:
        lines.dangling.append(edge)
        return
    line, lost = edge_columns(table).line(edge)
    owner = edge.owner[1]
    if lost:
        lines.lost.add(owner)
    if is_there:
        lines.tables[table].append(line)
        lines.written.add(owner)
    else:
        lines.late.append(LateEdge(table, line.encode(), edge, frozenset(batch.rows[owner])))


def distinct(edges: Iterable[EdgeRow]) -> Iterable[EdgeRow]:
    """Keep one edge per type, ends and identity: the last."""
    found: dict[tuple[str, ...], EdgeRow] = {}
    for edge in edges:
        identity = [repr(edge.properties.get(name)) for name in BY_TYPE[edge.type].identity]
        found[edge.type, edge.source_label, edge.source, edge.target_label, edge.target, *identity] = edge
    return found.values()
