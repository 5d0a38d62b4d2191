"""Whatever Galaxy does between syncs: after them the graph is that of a load from scratch."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from cypher import Graph
from loaders.sync import sync
from tests.integration.loaders.changes import KINDS, Change, Held, Server
from tests.integration.loaders.changes.compared import difference, new_instance
from tests.unit.loaders.migrations import GENERATIONS

pytestmark = pytest.mark.service

MORE = int(os.environ.get("GALAXY_LINEAGE_TEST_EXAMPLES", "1"))
"""How many times as many examples as usual."""

TICK = timedelta(minutes=20)
"""More than any window in which a sync looks back."""


@dataclass(frozen=True, slots=True)
class Late:
    """A change whose transaction begins now and commits after the next sync."""

    change: Change


@dataclass(frozen=True, slots=True)
class Sync:
    """A sync; then time passes, or none."""

    later: bool = False


Step = Change | Late | Sync

changes = st.builds(Change, st.sampled_from(KINDS), st.integers(0, 60))
steps = st.lists(
    st.one_of(changes, changes, changes, st.builds(Late, changes), st.builds(Sync, st.booleans())), max_size=25
)


def play(server: Server, graph: Graph, instance: str, story: list[Step]) -> None:
    """Let it all happen, with syncs in between and one at the end."""
    sync(server.url, graph, instance=instance)
    held: list[Held] = []
    for step in [*story, Sync()]:
        match step:
            case Change():
                server.apply(step)
            case Late():
                held += filter(None, [server.hold(step.change)])
            case Sync():
                sync(server.url, graph, instance=instance)
                while held:
                    server.commit(held.pop(0))
                server.ahead += TICK if step.later else timedelta()
    sync(server.url, graph, instance=instance)


def check(galaxy: Callable[[], Server], graph: Graph, story: list[Step]) -> None:
    server, instance = galaxy(), new_instance()
    play(server, graph, instance, story)
    found = difference(graph, instance, server.url)
    note(found)
    assert not found, found


def examples(count: int) -> settings:
    off = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=count * MORE, deadline=None, suppress_health_check=off, print_blob=True)


@examples(15)
@given(story=steps)
def test_any_story_from_sqlite(local_graph, sqlite_galaxy, story):
    check(sqlite_galaxy, local_graph, story)


@examples(8)
@given(story=steps)
def test_any_story_from_postgres(local_graph, postgres_galaxy, story):
    check(postgres_galaxy, local_graph, story)


@examples(5)
@given(story=steps)
def test_any_story_into_neo4j(neo4j_graph, sqlite_galaxy, story):
    check(sqlite_galaxy, neo4j_graph, story)


@examples(8)
@given(generation=st.sampled_from(sorted(GENERATIONS)), story=steps)
def test_any_story_in_any_generation(local_graph, sqlite_galaxy, generation, story):
    check(lambda: sqlite_galaxy(generation), local_graph, story)
