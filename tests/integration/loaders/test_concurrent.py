"""Several at once: Galaxy's processes write while syncs run, several loaders load, two syncs begin together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from cypher import open_graph
from cypher.errors import Overtaken
from loaders.sync import sync
from tests.integration.loaders.changes import CHANGES, KINDS, Change, Choice, NothingToChangeError, Server, World
from tests.integration.loaders.changes.compared import difference, new_instance

pytestmark = pytest.mark.service

WRITERS, TRANSACTIONS = 4, 25
"""Processes of Galaxy, and how many transactions each makes."""


class RolledBackError(Exception):
    """A process of Galaxy changed its mind."""


def happen(world: World, kind: str, seed: int = 0) -> None:
    CHANGES[kind](world, Choice(seed))


@contextmanager
def begun(server: Server, kind: str, seed: int) -> Iterator[None]:
    """A transaction that has taken its ids, and commits when the block ends."""
    with server.transaction() as world:
        happen(world, kind, seed)
        yield


@pytest.mark.parametrize(
    ("first", "second"),
    [("run_tool", "run_tool"), ("upload", "build_list"), ("map_over", "map_over"), ("new_history", "new_history")],
)
def test_a_lower_id_commits_after_a_higher_one(local_graph, postgres_galaxy, first, second):
    server, instance = postgres_galaxy(), new_instance()
    sync(server.url, local_graph, instance=instance)
    with begun(server, first, 0):
        with begun(server, second, 1):  # in another history: it does not wait for the first
            pass
        sync(server.url, local_graph, instance=instance)
    sync(server.url, local_graph, instance=instance)
    assert not difference(local_graph, instance, server.url)


def test_transactions_that_last_for_several_syncs(local_graph, postgres_galaxy):
    server, instance = postgres_galaxy(), new_instance()
    sync(server.url, local_graph, instance=instance)
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(begun(server, "run_tool", 0))
        second.enter_context(begun(server, "run_tool", 1))
        for stack in (second, first):
            server.apply(Change("register"))
            sync(server.url, local_graph, instance=instance)
            stack.close()
    sync(server.url, local_graph, instance=instance)
    assert not difference(local_graph, instance, server.url)


def test_syncs_run_while_galaxy_writes(local_graph, postgres_galaxy):
    server, instance = postgres_galaxy(), new_instance()
    sync(server.url, local_graph, instance=instance)
    with ThreadPoolExecutor() as pool:
        writers = [pool.submit(write, server, random.Random(seed)) for seed in range(WRITERS)]
        while not all(writer.done() for writer in writers):
            sync(server.url, local_graph, instance=instance)
        committed = sum(writer.result() for writer in writers)
    sync(server.url, local_graph, instance=instance)
    assert committed > WRITERS * TRANSACTIONS / 4
    assert not difference(local_graph, instance, server.url)


def write(server: Server, moments: random.Random) -> int:
    """Play a process of Galaxy: transactions, some long, some rolled back; count the others."""
    committed = 0
    for _ in range(TRANSACTIONS):
        try:
            with server.transaction() as world:
                do_something(world, moments)
            committed += 1
        except (NothingToChangeError, RolledBackError, OperationalError):  # the last: it waited for another one
            pass
    return committed


def do_something(world: World, moments: random.Random) -> None:
    world.run("SET LOCAL lock_timeout = '2s'")
    for _ in range(moments.randrange(1, 4)):
        happen(world, moments.choice(KINDS), moments.randrange(50))
    Event().wait(moments.choice([0, 0, 0.3]))
    if moments.random() < 0.2:
        raise RolledBackError


# Several loaders


def test_loaders_of_disjoint_ranges(graph_url, postgres_galaxy):
    server, instance = postgres_galaxy(), new_instance()
    ranges = [(0, 4), (5, 12), (13, 20), (21, 10**9)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda ids: load(graph_url, server.url, instance, ids), ranges))
    load(graph_url, server.url, instance)
    with open_graph(graph_url) as graph:
        assert not difference(graph, instance, server.url)


def load(graph_url: str, url: str, instance: str, ids: tuple[int, int] | None = None) -> bool:
    """Sync, with a connection of its own; tell whether another one took over."""
    with open_graph(graph_url) as graph:
        try:
            sync(url, graph, instance=instance, ids=ids)
        except Overtaken:
            return True
    return False


def test_syncs_that_begin_together(graph_url, postgres_galaxy):
    server, instance = postgres_galaxy(), new_instance()
    for kinds in ((), ("run_tool", "map_makes_job"), ("request", "finish_job")):
        for kind in kinds:
            server.apply(Change(kind))
        with ThreadPoolExecutor() as pool:
            overtaken = list(pool.map(lambda _: load(graph_url, server.url, instance), range(3)))
        assert not all(overtaken)
        with open_graph(graph_url) as graph:
            assert not difference(graph, instance, server.url)
