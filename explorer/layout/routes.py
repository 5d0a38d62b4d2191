"""Draws the corners of every edge, from port to port."""

from __future__ import annotations

from collections import defaultdict

from explorer.layout.blocks import Blocks
from explorer.layout.geometry import CARD_WIDTH, PITCH, ROW
from explorer.layout.lanes import spread
from explorer.layout.model import Point
from explorer.layout.packing import Part
from explorer.layout.strands import Run, Strands, start

Corners = tuple[Point, ...]
Gaps = dict[int, list[Run]]
Place = list[int]


def trace(parts: list[Part], strands: Strands, blocks: Blocks, place: Place) -> dict[int, Corners]:
    """Corners of each edge, by the number of the edge; `place` gets those of the rows around parts as well."""
    column = [0] * len(place)
    gaps: Gaps = defaultdict(list)
    for part in parts:
        for number, nodes in enumerate(part.columns, part.left):
            gap = gaps[number]
            for node in nodes:
                column[node] = number
                gap += strands.runs_of[node]
    loops = _loops(parts, strands, blocks, place, gaps)
    for number in sorted(gaps):
        spread(gaps[number], place, (number + 1) * PITCH)
    corners = _forward(strands, place, column)
    for number, (out, back) in loops.items():
        corners[number] = _around(out, back, place, column)
    return corners


def _forward(strands: Strands, place: Place, column: list[int]) -> dict[int, Corners]:
    """Corners of the edges that lead to the right; what rows have in common is drawn once."""
    so_far: dict[int, Corners] = {}

    def until(run: Run, y: int) -> Corners:
        node, below = run.start
        begun = so_far.get(node) or ((column[node] * PITCH + CARD_WIDTH, place[node] + below),)
        return begun if begun[-1][1] == y else (*begun, (run.x, begun[-1][1]), (run.x, y))

    for row, run in strands.into.items():
        so_far[row] = until(run, place[row])
    corners = {}
    for number, (run, (node, below)) in strands.last.items():
        y = place[node] + below
        corners[number] = (*until(run, y), (column[node] * PITCH, y))
    return corners


def _loops(parts: list[Part], strands: Strands, blocks: Blocks, place: Place, gaps: Gaps) -> dict[int, tuple[Run, Run]]:
    """For each edge that leads back two runs: from its source to a row below its part, and on to its target."""
    part_of = {node: part for part in parts if part.lead for column in part.columns for node in column}
    column = {node: n for part in parts if part.lead for n, c in enumerate(part.columns, part.left) for node in c}
    loops = {}
    for number in strands.turned:
        edge = blocks.edges[number]
        source, target = start(blocks, edge.source, copy=edge.copy), blocks.ports[edge.target]
        part = part_of[source[0]]
        part.floor += ROW
        row = len(place)
        place.append(part.floor)
        out, back = Run(column[source[0]], source, [(row, 0)]), Run(column[target[0]] - 1, (row, 0), [target])
        gaps[out.column].append(out)
        gaps[back.column].append(back)
        loops[number] = (out, back)
    return loops


def _around(out: Run, back: Run, place: Place, column: list[int]) -> Corners:
    (source, below), (row, _), (target, port_y) = out.start, out.ends[0], back.ends[0]
    leave, y, arrive = place[source] + below, place[row], place[target] + port_y
    return (
        (column[source] * PITCH + CARD_WIDTH, leave),
        (out.x, leave),
        (out.x, y),
        (back.x, y),
        (back.x, arrive),
        (column[target] * PITCH, arrive),
    )
