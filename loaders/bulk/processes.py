"""The processes of a bulk load: each reads ranges of ids of one snapshot, and asks for the next when it is done."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from loaders.bulk.reading import End, Job, Reader, open_reader
from loaders.bulk.tasks import Task
from loaders.errors import LoadersError

Result = TypeVar("Result")

KILLED = "A process of the bulk load was ended; perhaps there is no memory left."

END_WITHIN = 5.0
"""Seconds that a process has to end by itself."""


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
    context = multiprocessing.get_context("spawn")  # a forked one would share our connections
    connections: list[Connection] = []
    processes: list[BaseProcess] = []
    try:
        for part in range(count):
            ours, theirs = context.Pipe()
            process: BaseProcess = context.Process(target=_serve, args=(theirs, job, part), daemon=True)
            process.start()
            theirs.close()
            connections.append(ours)
            processes.append(process)
        yield connections
    finally:
        for connection in connections:
            connection.close()
        for process in processes:
            _finish(process)


def _finish(process: BaseProcess) -> None:
    process.join(END_WITHIN)
    if process.is_alive():
        process.terminate()
        process.join()


def _serve(connection: Connection, job: Job, part: int) -> None:
    """Be one of the processes, until the other end of the connection closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C goes to all; the parent says when to end
    try:
        with open_reader(job, part) as reader:
            connection.send(None)
            while True:
                task = connection.recv()
                connection.send(reader.end() if task is None else task.run(reader))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
        connection.send(error)


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
