"""The processes of a bulk load: each reads ranges of ids of one snapshot, and asks for the next when it is done."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, Protocol, TypeVar

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

    def end(self) -> list[End]:
        """Have all files written."""


class Alone:
    """This process reads all."""

    def __init__(self, reader: Reader) -> None:
        """`reader` is open."""
        self._reader = reader

    def do(self, tasks: Iterable[Task[Result]]) -> Iterator[Result]:
        """Do the tasks in their order."""
        return (task.run(self._reader) for task in tasks)

    def end(self) -> list[End]:
        """Write what is still in memory."""
        return [self._reader.end()]


class Several:
    """Other processes read, one connection to each."""

    def __init__(self, connections: list[Connection]) -> None:
        """All have opened their files and see the same rows."""
        self._connections = connections

    def do(self, tasks: Iterable[Task[Result]]) -> Iterator[Result]:
        """Give each process a task, and the next one when it is done."""
        todo, busy = iter(tasks), set[Connection]()
        free = list(self._connections)
        while True:
            for connection in free:
                if (task := next(todo, None)) is not None:
                    _send(connection, task)
                    busy.add(connection)
            if not busy:
                return
            free = [found for found in wait(busy) if isinstance(found, Connection)]
            for connection in free:
                busy.discard(connection)
                yield _received(connection)

    def end(self) -> list[End]:
        """Let all write what is still in memory."""
        for connection in self._connections:
            _send(connection, None)
        return [_received(connection) for connection in self._connections]


@contextmanager
def open_readers(job: Job, count: int) -> Iterator[Readers]:
    """Open as many readers; they have begun to read when this returns, so the snapshot's owner may let go of it."""
    if count == 1:
        with open_reader(job, 0) as reader:
            yield Alone(reader)
        return
    with _started(job, count) as connections:
        for connection in connections:
            _received(connection)
        yield Several(connections)


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
