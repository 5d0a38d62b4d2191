"""What a batch wants in the graph, as lines of the files: nodes that are new, edges whose ends are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cypher import EdgeRow
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
    lines, ends = Lines(), Ends(batch, known)
    for name, (label, key, properties) in batch.nodes.items():
        columns = node_columns(label)
        line, is_whole = columns.line(key, properties)
        if columns.has_galaxy_id:
            lines.tables[Table(label)].append(line)
            lines.nodes.append(name)
        else:
            lines.shared[name] = line
        lines.written.add(key)
        if not is_whole:
            lines.lost.add(key)
    for edge in distinct(batch.edges):
        edge_type, source_label, source, target_label, target, properties = edge
        table = Table(edge_type, source_label, target_label)
        is_there = ends.has(source_label, source) and ends.has(target_label, target)
        if not is_there and edge_type not in LATE:
            lines.dangling.append(edge)
            continue
        line, is_whole = edge_columns(table).line(source, target, properties)
        owner = edge.owner[1]
        if not is_whole:
            lines.lost.add(owner)
        if is_there:
            lines.tables[table].append(line)
            lines.written.add(owner)
        else:
            lines.late.append(LateEdge(table, line.encode(), edge, frozenset(batch.rows[owner])))
    return lines


class Ends:
    """Which nodes are there: those of the batch itself, and those that were written before; each is looked up once."""

    def __init__(self, batch: Batch, known: Known) -> None:
        """The batch's own nodes are there."""
        self._known = known
        self._found: dict[str, dict[str, bool]] = defaultdict(dict)
        for label, key in batch.nodes:
            self._found[label][key] = True

    def has(self, label: str, key: str) -> bool:
        """Tell whether a node is there."""
        found = self._found[label]
        if (is_there := found.get(key)) is None:
            is_there = found[key] = self._known.has(label, key)
        return is_there


def distinct(edges: Iterable[EdgeRow]) -> Iterator[EdgeRow]:
    """Yield one edge per type, ends and identity: the last. Few share their ends; only these are looked at closely."""
    first: dict[tuple[object, ...], EdgeRow] = {}
    several: dict[tuple[object, ...], list[EdgeRow]] = {}
    for edge in edges:
        if (other := first.setdefault(edge[:5], edge)) is not edge:
            several.setdefault(edge[:5], [other]).append(edge)
    for ends, edge in first.items():
        if ends in several:
            yield from {same.identity: same for same in several[ends]}.values()
        else:
            yield edge
