"""The processes of a bulk load: each reads ranges of ids of one snapshot, and asks for the next when it is done.

A stream is read after all rows of the one before. Who has nothing to read meanwhile does something that can wait.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, Protocol, TypeVar

from more_itertools import peekable

from loaders import child
from loaders.bulk.reading import End, Job, Reader, open_reader
from loaders.bulk.tasks import Task
from loaders.errors import LoadersError

Result = TypeVar("Result")

KILLED = "A process of the bulk load was ended; perhaps there is no memory left."


class Readers(Protocol):
    """Who reads tasks: this process, or several others."""

    def do(self, tasks: Iterable[Task[Result]]) -> Iterator[Result]:
        """Have the tasks done, each when somebody is free, and yield what came of them, in any order."""

    def rest(self) -> Iterator[Any]:
        """Have done what could wait, and yield what came of it, in any order."""

    def end(self) -> list[End]:
        """Have all files written."""


class Alone:
    """This process reads all."""

    def __init__(self, reader: Reader, can_wait: Iterable[Task[Any]]) -> None:
        """`reader` is open."""
        self._reader, self._can_wait = reader, can_wait

    def do(self, tasks: Iterable[Task[Result]]) -> Iterator[Result]:
        """Do the tasks in their order."""
        return (task.run(self._reader) for task in tasks)

    def rest(self) -> Iterator[Any]:
        """Do it now."""
        return self.do(self._can_wait)

    def end(self) -> list[End]:
        """Write what is still in memory."""
        return [self._reader.end()]


class Several:
    """Other processes read, one connection to each."""

    def __init__(self, connections: list[Connection], can_wait: Iterable[Task[Any]]) -> None:
        """All have opened their files and see the same rows."""
        self._connections, self._can_wait = connections, iter(can_wait)
        self._free, self._busy = list(connections), set[Connection]()
        self._aside = list[Any]()
        """What came of tasks that could wait."""

    def do(self, tasks: Iterable[Task[Result]]) -> Iterator[Result]:
        """Give each process a task, and the next one when it is done; when there is none left, one that can wait."""
        todo, ours = peekable(tasks), set[Connection]()
        while todo or ours:
            while self._free and todo:
                ours.add(self._hand_out(next(todo)))
            while self._free and ours and (task := next(self._can_wait, None)) is not None:
                self._hand_out(task)
            for connection in self._finished():
                if connection in ours:
                    ours.discard(connection)
                    yield _received(connection)
                else:
                    self._aside.append(_received(connection))

    def rest(self) -> Iterator[Any]:
        """Wait for those that were begun, and give out the others."""
        yield from self.do(self._can_wait)
        while self._busy:
            self._aside += map(_received, self._finished())
        yield from self._aside

    def end(self) -> list[End]:
        """Let all write what is still in memory."""
        for connection in self._connections:
            _send(connection, None)
        return [_received(connection) for connection in self._connections]

    def _hand_out(self, task: Task[Any]) -> Connection:
        """Give a task to somebody who is free; tell whom."""
        connection = self._free.pop()
        _send(connection, task)
        self._busy.add(connection)
        return connection

    def _finished(self) -> list[Connection]:
        """Wait for somebody to be done; they are free."""
        found = [connection for connection in wait(self._busy) if isinstance(connection, Connection)]
        self._busy.difference_update(found)
        self._free += found
        return found


@contextmanager
def open_readers(job: Job, count: int, can_wait: Iterable[Task[Any]]) -> Iterator[Readers]:
    """Open as many readers; they have begun to read when this returns, so the snapshot's owner may let go of it.

    Args:
        job: what all must know.
        count: how many.
        can_wait: tasks that are done at any time before the end: the longest first.
    """
    if count == 1:
        with open_reader(job, 0) as reader:
            yield Alone(reader, can_wait)
        return
    with _started(job, count) as connections:
        for connection in connections:
            _received(connection)
        yield Several(connections, can_wait)


@contextmanager
def _started(job: Job, count: int) -> Iterator[list[Connection]]:
    connections: list[Connection] = []
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for part in range(count):
            ours, theirs = Pipe()
            with theirs:
                processes.append(child.start("loaders.bulk.processes", theirs))
            connections.append(ours)
            ours.send((job, part))
        yield connections
    except BaseException:  # they only read, and their files are thrown away
        for process in processes:
            process.kill()
        raise
    finally:
        for connection in connections:
            connection.close()
        for process in processes:
            process.wait()


def serve() -> None:
    """Be one of the processes, until the other end of the connection closes."""
    child.run(_serve, LoadersError)


def _serve(connection: Connection) -> None:
    job, part = connection.recv()
    with open_reader(job, part) as reader:
        connection.send(None)
        while True:
            task = connection.recv()
            connection.send(reader.end() if task is None else task.run(reader))


def _send(connection: Connection, task: object) -> None:
    try:
        connection.send(task)
    except BrokenPipeError:
        raise LoadersError(KILLED) from None


def _received(connection: Connection) -> Any:
    try:
        found = connection.recv()
    except (EOFError, ConnectionResetError):
        raise LoadersError(KILLED) from None
    if isinstance(found, Exception):
        raise found
    return found
