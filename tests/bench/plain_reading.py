"""What a plain loader reads: all rows of a stream of Galaxy's database, then those of the next, in one process."""

from __future__ import annotations

from collections.abc import Iterator

from cypher import EdgeRow, NodeRow
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.positions import Range
from loaders.reading import Reading
from loaders.source import open_source
from loaders.streams import Context, streams_of


def read(galaxy: str) -> Iterator[tuple[list[NodeRow], list[EdgeRow]]]:
    """Yield the nodes and the edges of each stream."""
    with open_source(galaxy) as source:
        context = Context(source, Keys("main"), recognise(source))
        for stream in [kind(context) for kind in streams_of(context.generation)]:
            nodes, edges = list[NodeRow](), list[EdgeRow]()
            for prepared in Reading(stream).new([Range(0, source.highest(stream.table))], 0):
                stream.settle(prepared.batch)
                nodes += prepared.batch.nodes.values()
                edges += prepared.batch.edges
            yield nodes, edges
