"""A process of its own that reads and transforms new rows of the same snapshot while this one writes.

Python runs one thread at a time: in a thread, reading would take its time from writing.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, Pipe
from typing import NamedTuple

from loaders import child
from loaders.errors import SourceUnavailable
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.packed import packed
from loaders.part import Prepared
from loaders.pipeline import collect_rarely, prefetched
from loaders.positions import Range
from loaders.reading import Reading
from loaders.record import Record
from loaders.source import open_source
from loaders.streams import Context, streams_of

AHEAD = 2
"""How many parts are read before they are written."""

END_WITHIN = 5.0
"""Seconds that the process has to end by itself when nothing is asked of it any more."""


class Place(NamedTuple):
    """What is read: address, instance, and the snapshot that another connection has exported (PostgreSQL)."""

    url: str
    instance: str
    snapshot: str | None


class Task(NamedTuple):
    """New rows of a stream, see `Reading.new`."""

    stream: str
    unread: Sequence[Range]
    known: int


@dataclass(slots=True)
class Reader:
    """Our end of the process; it does one thing after the other."""

    process: subprocess.Popen[bytes]
    connection: Connection
    is_alive: bool = True
    asked: deque[Task] = field(default_factory=deque)

    def ask(self, tasks: Iterable[Task]) -> None:
        """Say what will be wanted, in this order: the process begins with one as soon as the last one is read."""
        for task in tasks:
            self._send(task)
            self.asked.append(task)

    def new(self, task: Task) -> Iterator[Prepared]:
        """Yield rows with what they want; their records have no columns. Whoever stops early ends the process.

        Raises:
            ValueError: another task was asked for before.
        """
        if not self.asked:
            self.ask([task])
        if self.asked.popleft() != task:
            raise ValueError(f"{task.stream} is not what is read next.")
        items, is_done = prefetched(self._received(), AHEAD), False
        try:
            for item in items:  # noqa: UP028 - `yield from` would wait for the next item before it lets us end
                yield item
            is_done = True
        finally:
            if not is_done:
                self.kill()
            items.close()

    def end(self) -> None:
        """Let the process end."""
        self.is_alive = False
        self.connection.close()
        try:
            self.process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the process at once; it only reads."""
        self.is_alive = False
        self.process.kill()
        self.process.wait()

    def _send(self, task: Task) -> None:
        try:
            self.connection.send(task)
        except OSError as error:
            raise _ended() from error

    def _received(self) -> Iterator[Prepared]:
        while (item := self._receive()) is not None:
            yield item

    def _receive(self) -> Prepared | None:
        try:
            item = self.connection.recv()
        except (EOFError, OSError) as error:
            raise _ended() from error
        if isinstance(item, Exception):
            raise item
        return item  # type: ignore[no-any-return]  # the process sends nothing else


@contextmanager
def open_reader(place: Place) -> Iterator[Reader]:
    """Start a process that reads what another connection reads, as long as that one is open."""
    ours, theirs = Pipe()
    with theirs:
        process = child.start("loaders.reader", theirs)
    reader = Reader(process, ours)
    try:
        ours.send(place)
        yield reader
    finally:
        reader.end() if sys.exc_info()[0] is None else reader.kill()


def serve() -> None:
    """Be the process, until the other end of the connection closes."""
    collect_rarely()
    child.run(_serve, ValueError)


def _serve(connection: Connection) -> None:
    url, instance, snapshot = connection.recv()
    with open_source(url, snapshot=snapshot) as source:
        context = Context(source, Keys(instance), recognise(source))
        readings = {kind.name: Reading(kind(context)) for kind in streams_of(context.generation)}
        while True:
            task: Task = connection.recv()
            reading = readings[task.stream]
            for prepared in reading.new(task.unread, task.known):
                connection.send(_light(prepared))
                reading.stream.settle(prepared.batch)
            connection.send(None)


def _light(prepared: Prepared) -> Prepared:
    """Pack what the rows want, and leave out their columns: only what is wrong with them goes on."""
    if prepared.part.is_fresh and not prepared.error:
        prepared = packed(prepared)
    records = [_without_columns(record) for record in prepared.part.records]
    part = replace(prepared.part, records=records, has_columns=False)
    return replace(prepared, part=part, error=prepared.error and child.sendable(prepared.error, ValueError))


def _without_columns(record: Record) -> Record:
    light = Record({"id": record.id})
    light.problems = record.problems
    return light


def _ended() -> Exception:
    return SourceUnavailable("The process that reads Galaxy's database was ended; perhaps there is no memory left.")


__all__ = ["AHEAD", "Place", "Reader", "Task", "open_reader", "serve"]
