"""Whatever Galaxy does between syncs: after them the graph is that of a load from scratch."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from cypher import Graph, open_graph
from loaders.mode import Mode
from loaders.sync import sync
from tests.integration.loaders.changes import KINDS, LONG_AGO, Change, Held, Server
from tests.integration.loaders.changes.compared import difference, new_instance
from tests.unit.loaders.migrations import GENERATIONS

pytestmark = pytest.mark.service

MORE = int(os.environ.get("GALAXY_LINEAGE_TEST_EXAMPLES", "1"))
"""How many times as many examples as usual."""

TICK = timedelta(minutes=16)
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
    st.one_of(changes, changes, changes, st.builds(Late, changes), st.builds(Sync, st.booleans())), max_size=20
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
                server.let_pass(TICK if step.later else timedelta())
    sync(server.url, graph, instance=instance)


def check(galaxy: Callable[[], Server], graph: Graph, story: list[Step]) -> None:
    server, instance = galaxy(), new_instance()
    if not any(isinstance(step, Late) for step in story):
        server.behind = LONG_AGO  # nothing is open, so what is long ago is settled
    play(server, graph, instance, story)
    found = difference(graph, instance, server.url)
    note(found)
    assert not found, found


def examples(count: int) -> settings:
    off = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=count * MORE, deadline=None, suppress_health_check=off, print_blob=True)


STORIES: dict[str, tuple[str, ...]] = {
    "users, groups, access": (
        "register", "rename_user", "gain_role", "lose_role", "delete_user",
        "new_group", "register", "join_group", "gain_role", "group_gains_role", "group_loses_role", "leave_group",
        "share_history", "unshare_history", "restrict_dataset", "open_dataset",
    ),
    "histories": (
        "new_history", "rename_history", "publish_history", "archive_history", "make_history_accessible",
        "delete_history", "purge_history", "audit_history",
    ),
    "labels": ("tag", "change_tag", "tag_again", "untag", "remove_annotation", "annotate", "change_annotation"),
    "datasets": (
        "upload", "rename_hda", "hide_hda", "change_type", "delete_hda", "purge_hda", "find_source", "change_dataset",
        "copy_hda", "convert", "convert_without_note", "note_conversion", "give_up_conversion",
    ),
    "collections": (
        "build_list", "build_empty_list", "build_list_of_pairs", "rename_hdca", "hide_hdca", "delete_hdca",
        "copy_hdca", "copy_hdca_with_elements",
    ),
    "jobs": (
        "run_tool", "start_job", "discover_output", "finish_job", "run_tool_on_collection", "fail_job",
        "run_tool_that_makes_collection", "fill_made_collection",
    ),
    "jobs run again": (
        "fail_job", "run_failed_job_again", "remap_to_job_run_again", "run_again_and_remap",
        "fail_mapped_job", "request_with_element", "run_again_and_remap",
    ),
    "requests": (
        "request", "request_makes_job", "request_makes_job", "request_is_submitted", "request", "request_fails",
        "request_map_over", "request_maps_over_nothing",
    ),
    "map-overs": (
        "map_over", "map_makes_job_alone", "map_fills_element", "collection_is_populated", "map_is_populated",
        "map_over_nested", "map_makes_job", "fill_inner_element", "map_fails",
        "request_map_over", "request_maps_over", "map_makes_job", "map_makes_job",
    ),
    "workflows": ("new_workflow", "rename_workflow", "change_workflow", "rename_workflow"),
    "runs": (
        "step_maps_over", "map_makes_job", "step_runs_workflow",
        "invoke", "schedule_step", "step_is_done", "schedule_step", "step_runs_job", "end_run", "finish_job",
    ),
}  # fmt: skip
"""Whatever a Galaxy does, in an order that makes sense; the newest rows each time."""


def test_every_change_is_in_a_story():
    assert {kind for story in STORIES.values() for kind in story} == set(KINDS)


@dataclass(frozen=True, slots=True)
class Running:
    """A Galaxy, and a graph that follows it."""

    server: Server
    graph: Graph
    instance: str

    def follow(self, mode: Mode = Mode.INCREMENTAL) -> None:
        sync(self.server.url, self.graph, instance=self.instance, mode=mode)


@pytest.fixture(scope="module")
def running(local_engine, small_sqlite, tmp_path_factory) -> Iterator[Running]:
    """One Galaxy for all stories, which come one after the other."""
    local_engine.empty()
    path = shutil.copy(small_sqlite, tmp_path_factory.mktemp("stories"))
    with closing(Server(f"sqlite:///{path}")) as server, open_graph(local_engine.url) as graph:
        server.behind = LONG_AGO
        running = Running(server, graph, new_instance())
        running.follow()
        yield running


@pytest.mark.parametrize("name", STORIES)
def test_a_sync_after_every_change(running, name):
    for kind in STORIES[name]:
        assert running.server.apply(Change(kind)), kind
        running.server.let_pass(TICK)
        running.follow()
    if found := difference(running.graph, running.instance, running.server.url):
        running.follow(Mode.FULL)  # so that the next story does not fail too
        pytest.fail(found)


def test_a_sync_after_no_change_writes_nothing(graph, sqlite_galaxy):
    server = sqlite_galaxy()
    play(server, graph, "main", [Change("run_tool"), Sync(later=True), Change("map_makes_job")])
    version = graph.version()
    report = sync(server.url, graph)
    assert graph.version() == version
    assert [(stream.written, stream.removed) for stream in report.streams.values()] == [(0, 0)] * len(report.streams)


# The overlap: what was changed in the last minutes is asked for at every sync, and read once

A_WHILE = timedelta(minutes=1)
"""Rows that changed so long ago may still be followed by others of the same time or an earlier one."""


@pytest.fixture(params=["sqlite", "postgres"])
def galaxy(request) -> Server:
    """A Galaxy in which everything happened long ago, and a little happens a while ago."""
    server: Server = request.getfixturevalue(f"{request.param}_galaxy")()
    server.behind = A_WHILE
    return server


def rows_read(server: Server, graph: Graph, instance: str) -> dict[str, int]:
    """Sync, and say how many rows were read of each stream, but of histories: triggers audit them at the real time."""
    streams = sync(server.url, graph, instance=instance).streams
    return {name: stream.read for name, stream in streams.items() if name != "histories"}


def let_things_happen(server: Server) -> None:
    for kind in ("rename_hda", "change_dataset", "rename_hdca", "rename_history", "audit_history", "start_job"):
        assert server.apply(Change(kind)), kind


def test_the_sync_after_the_first_load_reads_no_row_again(local_graph, galaxy):
    quiet, instance = new_instance(), new_instance()
    sync(galaxy.url, local_graph, instance=quiet)
    still_open = rows_read(galaxy, local_graph, quiet)
    let_things_happen(galaxy)
    sync(galaxy.url, local_graph, instance=instance)
    assert rows_read(galaxy, local_graph, instance) == still_open
    assert still_open["datasets"] == 0


def test_what_changed_is_read_once(local_graph, galaxy):
    instance = new_instance()
    sync(galaxy.url, local_graph, instance=instance)
    still_open = rows_read(galaxy, local_graph, instance)
    let_things_happen(galaxy)
    assert rows_read(galaxy, local_graph, instance)["datasets"]
    assert rows_read(galaxy, local_graph, instance) == still_open
    galaxy.apply(Change("rename_hda"))
    assert rows_read(galaxy, local_graph, instance) == still_open | {"datasets": 1}


@pytest.mark.parametrize("at_once", [1, 4, 50_000])
def test_marks_are_read_in_pages(graph, sqlite_galaxy, monkeypatch, at_once):
    monkeypatch.setattr("loaders.ledger.AT_ONCE", at_once)
    server, instance = sqlite_galaxy(), new_instance()
    server.behind = A_WHILE
    sync(server.url, graph, instance=instance)
    still_open = rows_read(server, graph, instance)
    for seed in range(6):
        assert server.apply(Change("rename_hda", seed))
    assert rows_read(server, graph, instance) == still_open | {"datasets": 6}
    assert not difference(graph, instance, server.url)


def test_a_row_that_is_committed_late_is_found_among_those_that_were_read(local_graph, galaxy):
    instance = new_instance()
    sync(galaxy.url, local_graph, instance=instance)
    galaxy.behind = timedelta(minutes=5)
    late = galaxy.hold(Change("rename_hda"))
    assert late
    galaxy.behind = A_WHILE
    galaxy.apply(Change("rename_hda", 1))
    assert rows_read(galaxy, local_graph, instance)["datasets"] == 1
    assert rows_read(galaxy, local_graph, instance)["datasets"] == 0
    galaxy.commit(late)
    assert rows_read(galaxy, local_graph, instance)["datasets"] == 1
    assert not difference(local_graph, instance, galaxy.url)


def test_a_row_that_changes_twice_at_the_same_time_is_found(local_graph, galaxy):
    """As it may where a clock is coarse: just now, the row is read once more whatever its time."""
    instance = new_instance()
    sync(galaxy.url, local_graph, instance=instance)
    galaxy.behind = timedelta()
    twice = galaxy.hold(Change("rename_hda"))
    assert twice
    for _ in range(2):
        galaxy.commit(twice)
        sync(galaxy.url, local_graph, instance=instance)
        assert not difference(local_graph, instance, galaxy.url)


@examples(6)
@given(story=steps)
def test_any_story_from_sqlite(local_graph, sqlite_galaxy, story):
    check(sqlite_galaxy, local_graph, story)


@examples(3)
@given(story=steps)
def test_any_story_from_postgres(local_graph, postgres_galaxy, story):
    check(postgres_galaxy, local_graph, story)


@examples(2)
@given(story=steps)
def test_any_story_into_neo4j(neo4j_graph, sqlite_galaxy, story):
    check(sqlite_galaxy, neo4j_graph, story)


@examples(3)
@given(generation=st.sampled_from(sorted(GENERATIONS)), story=steps)
def test_any_story_in_any_generation(local_graph, sqlite_galaxy, generation, story):
    check(lambda: sqlite_galaxy(generation), local_graph, story)
