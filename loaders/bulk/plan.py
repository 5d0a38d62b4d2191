"""What is looked up before the first row is read: the streams, their ids, the snapshot that all processes read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from cypher import NodeRow
from loaders.bulk.known import MOST, Kind
from loaders.bulk.reading import PATIENCE
from loaders.feeds import feeds_of
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.ledger import Entries
from loaders.source import open_source
from loaders.streams import Context, Stream, streams_of
from loaders.sync import SHAPE, shape_of

MOST_PROCESSES = 8
"""By default; each is a connection to Galaxy's database."""

FEW = 20_000
"""Ids that one process has read before others have begun."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read.

    `highest` are the highest ids of the streams' tables by stream; `snapshot` is what other processes can read too;
    `shape` says to the next sync what the tables looked like; `let_go` closes the connection, when nobody needs the
    snapshot any more.
    """

    streams: tuple[type[Stream], ...]
    highest: dict[str, int]
    feeds: int
    shape: NodeRow
    processes: int
    snapshot: str | None
    let_go: Callable[[], None]

    @property
    def kinds(self) -> dict[Kind, int]:
        """The highest id of each kind of node."""
        found: dict[Kind, int] = {}
        for stream in self.streams:
            for label, kind in stream.kinds if stream.has_ids else ():
                found[Kind(label, kind)] = max(self.highest[stream.name], found.get(Kind(label, kind), 0))
        return found


@contextmanager
def make_plan(url: str, instance: str, processes: int | None) -> Iterator[Plan]:
    """Look at Galaxy's database; it stays open until one lets go of it."""
    with ExitStack() as stack:
        source = stack.enter_context(open_source(url, statement_timeout=PATIENCE))
        context = Context(source, Keys(instance), recognise(source))
        streams = streams_of(context.generation)
        highest = {stream.name: source.highest(stream.table) for stream in streams}
        most = max(highest.values())
        count = (processes or _processes(most)) if source.can_share and most < MOST else 1
        snapshot = source.export_snapshot() if count > 1 else None
        yield Plan(
            streams,
            highest,
            len(feeds_of(source)),
            Entries(instance).watermark(SHAPE, shape_of(context)),
            count,
            snapshot,
            stack.close,
        )


def _processes(most: int) -> int:
    return 1 if most < FEW else min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
