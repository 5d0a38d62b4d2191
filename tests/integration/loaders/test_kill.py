"""SIGKILL at any moment of a sync: to the loader, or to the graph's server. The next sync ends in the same graph.

`GALAXY_LINEAGE_TEST_KILLS=50` kills as often as that.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, takewhile
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Timer

import pytest

from cypher import Graph, open_graph
from cypher.errors import GraphError
from cypher.local import LocalServer
from loaders import ledger
from loaders.streams import STREAMS
from loaders.sync import sync
from tests.engines import neo4j_server
from tests.integration.loaders.changes import KINDS, Change, Server
from tests.integration.loaders.changes.compared import dumped, new_instance

pytestmark = pytest.mark.service

KILLS = int(os.environ.get("GALAXY_LINEAGE_TEST_KILLS", "3"))
MOST_CALLS = 25
"""A sync reports its progress about so often with small pages."""

PROCESSES = get_context("forkserver")
"""Loaders are forked from a process that has imported all they need."""

PROCESSES.set_forkserver_preload(["tests.integration.loaders.test_kill"])


def load(url: str, graph_url: str, instance: str, told: Connection) -> None:
    """A loader with small pages, so that a sync has many transactions; it tells when it begins and after each."""
    for stream in STREAMS:
        stream.size = 7
    ledger.AT_ONCE = 5
    with open_graph(graph_url) as graph:
        told.send("begin")
        sync(url, graph, instance, told.send)


@dataclass(frozen=True, slots=True)
class Story:
    """A Galaxy database before and after some changes, and what a clean load of each gives."""

    before: str
    after: str
    loaded: list[str]
    changed: list[str]


@pytest.fixture
def story(local_graph, sqlite_galaxy) -> Story:
    before, after = sqlite_galaxy(), sqlite_galaxy()
    for seed, kind in enumerate(KINDS):
        after.apply(Change(kind, seed))
    return Story(before.url, after.url, clean(local_graph, before), clean(local_graph, after))


def clean(graph: Graph, server: Server) -> list[str]:
    instance = new_instance()
    sync(server.url, graph, instance)
    return dumped(graph, instance)


@contextmanager
def loader(url: str, graph_url: str, instance: str) -> Iterator[tuple[BaseProcess, Connection]]:
    """A sync in a process of its own, which is killed when the block ends; and what it tells."""
    told, tell = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=load, args=(url, graph_url, instance, tell))
    process.start()
    tell.close()
    try:
        yield process, told
    finally:
        process.kill()
        process.join()
        told.close()


def heard(told: Connection) -> bool:
    """Wait for what a loader tells next; it tells nothing more when it is done."""
    with suppress(EOFError):
        told.recv()
        return True
    return False


def calls_of(url: str, graph_url: str, instance: str) -> int:
    """Let a sync end, and return how often it tells of itself."""
    with loader(url, graph_url, instance) as (_, told):
        return sum(1 for _ in takewhile(lambda _: heard(told), count()))


def kill_at(moment: float, calls: int, url: str, graph_url: str, instance: str) -> bool:
    """Kill a sync at a moment between 0 and 1 of it; tell whether it was still running."""
    whole, rest = divmod(moment * calls, 1)
    with loader(url, graph_url, instance) as (process, told):
        started = time.monotonic()
        for _ in range(int(whole) + 1):
            heard(told)
        time.sleep(rest * (time.monotonic() - started) / (whole + 1))
        return process.is_alive()


def test_the_loader_is_killed(local_graph, local_engine, story):
    url, instance = local_engine.url, new_instance()
    calls = {database: calls_of(database, url, instance) for database in (story.before, story.after)}
    moments, hit = random.Random(1), 0
    for _ in range(KILLS):
        instance = new_instance()
        for database, expected in ((story.before, story.loaded), (story.after, story.changed)):
            hit += kill_at(moments.random(), calls[database], database, url, instance)
            sync(database, local_graph, instance)
            assert dumped(local_graph, instance) == expected
    assert hit >= KILLS  # of two each


# The graph's server


@dataclass
class Killer:
    """Kills a server a moment after so many calls: to be called after each transaction."""

    kill: Callable[[], None]
    calls: int
    moment: float
    timer: Timer | None = None

    def __call__(self, _progress: object) -> None:
        self.calls -= 1
        if self.calls == 0:
            self.timer = Timer(self.moment / 10, self.kill)
            self.timer.start()

    def wait(self) -> None:
        if self.timer:
            self.timer.join()


def load_and_kill(graph_url: str, instance: str, url: str, kill: Callable[[], None], moments: random.Random) -> None:
    """Begin a sync, and kill the graph's server at any moment of it."""
    killer = Killer(kill, moments.randrange(1, MOST_CALLS), moments.random())
    with suppress(GraphError), open_graph(graph_url) as graph:
        sync(url, graph, instance, killer)
    killer.wait()


@pytest.fixture
def small_pages(monkeypatch):
    for stream in STREAMS:
        monkeypatch.setattr(stream, "size", 7)


@pytest.mark.usefixtures("small_pages")
def test_the_local_server_is_killed(tmp_path, story):
    url, server = f"local:{tmp_path / 'graph'}", LocalServer(tmp_path / "graph")
    moments = random.Random(2)

    def kill() -> None:
        if pid := server.status().pid:
            os.kill(pid, signal.SIGKILL)

    try:
        for _ in range(KILLS):
            instance = new_instance()
            for database, expected in ((story.before, story.loaded), (story.after, story.changed)):
                load_and_kill(url, instance, database, kill, moments)
                with open_graph(url) as graph:
                    sync(database, graph, instance)
                    assert dumped(graph, instance) == expected
    finally:
        server.stop()


@pytest.mark.usefixtures("small_pages")
def test_neo4j_is_killed(story):
    moments = random.Random(3)
    with neo4j_server.home() as neo4j:
        for _ in range(-(-KILLS // 5)):
            instance = new_instance()
            for database, expected in ((story.before, story.loaded), (story.after, story.changed)):
                with neo4j.running() as process:
                    load_and_kill(neo4j.url, instance, database, process.kill, moments)
                with neo4j.running(), open_graph(neo4j.url) as graph:
                    sync(database, graph, instance)
                    assert dumped(graph, instance) == expected
