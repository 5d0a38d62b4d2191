"""Cuts edges into runs from one column to the next: rows for edges that pass columns, shared by all of one port."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from explorer.layout.blocks import Blocks
from explorer.layout.geometry import COPY_DROP
from explorer.layout.layers import Layers

End = tuple[int, int]
"""A node and how far below its place the line meets it."""


@dataclass(slots=True)
class Run:
    """All that leaves one port (or row) for the next column. `x` is where the vertical part stands, once known."""

    column: int
    start: End
    ends: list[End]
    x: float = 0.0


@dataclass(slots=True)
class Strands:
    """Blocks, and after them rows, as nodes in columns; the runs between them.

    `before` and `after` are each node's neighbours, `runs_of` the runs that leave it, `into` the run that ends in each
    row, `last` for each edge its last run and where it ends; `turned` are the edges that lead back.
    """

    column: list[int]
    runs_of: list[list[Run]] = field(default_factory=list)
    before: list[list[int]] = field(default_factory=list)
    after: list[list[int]] = field(default_factory=list)
    into: dict[int, Run] = field(default_factory=dict)
    last: dict[int, tuple[Run, End]] = field(default_factory=dict)
    turned: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for sides in (self.runs_of, self.before, self.after):
            sides.extend([] for _ in self.column)

    def add_row(self, run: Run) -> int:
        """A new row in the next column, in which a run goes on."""
        row = len(self.column)
        self.column.append(run.column + 1)
        self.runs_of.append([])
        self.before.append([run.start[0]])
        self.after.append([])
        self.into[row] = run
        run.ends.append((row, 0))
        self.after[run.start[0]].append(row)
        return row

    def add_run(self, start: End) -> Run:
        """A new run out of a node."""
        run = Run(self.column[start[0]], start, [])
        self.runs_of[start[0]].append(run)
        return run

    def add_end(self, run: Run, end: End) -> None:
        """Let a run lead to one more node."""
        run.ends.append(end)
        self.after[run.start[0]].append(end[0])
        self.before[end[0]].append(run.start[0])


def start(blocks: Blocks, card: int, *, copy: bool) -> End:
    """Where edges leave a card."""
    block, below = blocks.ports[card]
    return block, below + COPY_DROP if copy else below


def cut(blocks: Blocks, layers: Layers) -> Strands:
    """Cut all edges. Edges of one port share their rows and their vertical runs."""
    strands = Strands(list(layers.column))
    leaving: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for number, edge in enumerate(blocks.edges):
        if layers.back and blocks.pairs[number] in layers.back:
            strands.turned.append(number)
        else:
            leaving[edge.source, edge.copy].append(number)
    for (source, copy), numbers in leaving.items():
        _cut_net(strands, blocks, start(blocks, source, copy=copy), numbers)
    return strands


def _cut_net(strands: Strands, blocks: Blocks, begun: End, numbers: list[int]) -> None:
    """Cut the edges that leave one port: a row in each column up to the farthest target."""
    column = strands.column
    ends = [(column[blocks.pairs[n][1]], n) for n in numbers]
    ends.sort()
    run = strands.add_run(begun)
    for at, number in ends:
        while at > run.column + 1:
            run = strands.add_run((strands.add_row(run), 0))
        end = blocks.ports[blocks.edges[number].target]
        strands.add_end(run, end)
        strands.last[number] = (run, end)
