"""The run as a whole, on both engines: idempotent, equal from every source, removing what is gone."""

from __future__ import annotations

import shutil

import pytest

from loaders.errors import BadInstance, NotGalaxy
from loaders.sync import Mode, Progress, sync
from tests.integration.loaders.content import content, text
from tests.unit.loaders.galaxy import Galaxy

pytestmark = pytest.mark.service


@pytest.fixture
def demo(demo_sqlite, tmp_path) -> Galaxy:
    """A copy of the sample that a test may change."""
    return Galaxy(shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite"))


def test_a_second_sync_changes_nothing(graph, demo):
    first = sync(demo.url, graph)
    before, version = text(graph), graph.version()
    second = sync(demo.url, graph)
    assert text(graph) == before
    assert graph.version() == version
    assert first.losses == second.losses == []
    for name, stream in second.streams.items():
        assert (stream.written, stream.removed, stream.quarantined) == (0, 0, 0), name
        assert stream.unchanged == stream.read <= first.streams[name].read
    first.streams.pop("tool_sources")  # they come with the executions that ran them
    assert all(stream.written == stream.read for stream in first.streams.values())


def test_every_source_and_engine_gives_the_same_bytes(local_graph, neo4j_graph, empty, oracle_sqlite, oracle_postgres):
    sync(f"sqlite:///{oracle_sqlite}", local_graph)
    sync(f"sqlite:///{oracle_sqlite}", neo4j_graph)
    expected = text(local_graph)
    assert text(neo4j_graph) == expected
    again = sync(oracle_postgres, local_graph)
    assert sum(stream.written for stream in again.streams.values()) == 0
    empty(local_graph)
    sync(oracle_postgres, local_graph)
    assert text(local_graph) == expected


CHANGES = (
    "UPDATE history SET name = 'Renamed' WHERE id = 1",
    "UPDATE history_dataset_association SET history_id = 2 WHERE id = 5",
    "UPDATE dataset SET state = 'error' WHERE id < 10",
    "DELETE FROM history_user_share_association",
    "DELETE FROM history_dataset_association WHERE id > 300",
    "DELETE FROM job WHERE id % 7 = 0",
    "DELETE FROM job_to_input_dataset WHERE id % 5 = 0",
    "DELETE FROM tool_request WHERE id % 11 = 0",
    "UPDATE dataset_collection_element SET hda_id = NULL WHERE id % 13 = 0",
    'UPDATE tool_request SET request = CAST(\'{"x": {"src": "hda", "id": 3}}\' AS BLOB) WHERE id % 9 = 0',
    "UPDATE job SET tool_request_id = NULL WHERE id % 17 = 0",
    "DELETE FROM tool_source WHERE id % 6 = 0",
    "DELETE FROM workflow_invocation_step WHERE id % 2 = 0",
)


@pytest.mark.parametrize("mode", [Mode.FULL, Mode.RECONCILE])
def test_after_any_change_the_graph_is_that_of_a_sync_from_scratch(local_graph, empty, demo, mode):
    sync(demo.url, local_graph)
    for change in CHANGES:
        demo.run(change)
    second = sync(demo.url, local_graph, mode=mode)
    changed = text(local_graph)
    empty(local_graph)
    scratch = sync(demo.url, local_graph)
    assert text(local_graph) == changed
    assert second.streams["datasets"].removed == 53
    for name, stream in second.streams.items():
        assert stream.read == stream.written + stream.unchanged + stream.quarantined, name
    assert scratch.unresolved > 0
    assert bool(second.differences) is (mode is Mode.RECONCILE)


def test_a_sync_that_was_interrupted_is_finished_by_the_next(local_graph, empty, demo):
    class Interrupted(Exception):
        pass

    def interrupt(progress: Progress) -> None:
        if progress.stream == "implicit_collection_jobs":
            raise Interrupted

    with pytest.raises(Interrupted):
        sync(demo.url, local_graph, progress=interrupt)
    sync(demo.url, local_graph)
    resumed = text(local_graph)
    empty(local_graph)
    sync(demo.url, local_graph)
    assert text(local_graph) == resumed


def test_instances_live_side_by_side(local_graph, galaxy):
    galaxy.hda(name="one")
    sync(galaxy.url, local_graph, instance="one")
    galaxy.run("UPDATE history_dataset_association SET name = 'two'")
    sync(galaxy.url, local_graph, instance="two")
    assert content(local_graph, "one").nodes["Dataset"]["hda/1"]["name"] == "one"
    assert content(local_graph, "two").nodes["Dataset"]["hda/1"]["name"] == "two"
    galaxy.run("DELETE FROM history_dataset_association")
    assert sync(galaxy.url, local_graph, instance="one", mode=Mode.FULL).streams["datasets"].removed == 1
    assert content(local_graph, "two").nodes["Dataset"]


def test_a_name_that_no_key_can_have(local_graph, galaxy):
    for name in ("", "a/b", "a b", "x" * 65):
        with pytest.raises(BadInstance):
            sync(galaxy.url, local_graph, instance=name)


def test_no_galaxy_database_leaves_the_graph_alone(local_graph, tmp_path):
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(NotGalaxy):
        sync(f"sqlite:///{tmp_path / 'empty.sqlite'}", local_graph)


def test_progress_goes_up_to_the_total(local_graph, demo):
    seen: list[Progress] = []
    report = sync(demo.url, local_graph, progress=seen.append)
    assert {progress.stream for progress in seen} == set(report.streams)
    last = {progress.stream: progress for progress in seen}
    assert all(progress.done == progress.total for progress in last.values())


def test_an_edge_may_point_to_a_later_row(local_graph, galaxy):
    """hda 2 → hda 1: the original has the higher id."""
    galaxy.hda(copied_from_history_dataset_association_id=2), galaxy.hda()
    report = sync(galaxy.url, local_graph)
    assert content(local_graph).pairs("COPIED_TO") == {("hda/2", "hda/1")}
    assert (report.streams["datasets"].written, report.unresolved) == (2, 0)
    assert sync(galaxy.url, local_graph, mode=Mode.FULL).streams["datasets"].unchanged == 2


def test_a_map_over_that_gets_a_request_changes_its_execution(graph, galaxy):
    job = galaxy.job()
    galaxy.mapped(job)
    galaxy.writes(job, "out", galaxy.hda())
    sync(galaxy.url, graph)
    assert content(graph).pairs("PRODUCED") == {("icj/1", "hda/1")}
    request = galaxy.request({}, history_id=1)
    galaxy.run("UPDATE job SET tool_request_id = ?", request)
    report = sync(galaxy.url, graph, mode=Mode.FULL)
    assert content(graph).pairs("PRODUCED") == {("te/1", "hda/1")}
    assert set(content(graph).nodes["ToolExecution"]) == {"te/1"}
    assert report.streams["implicit_collection_jobs"].removed == 1


def test_large_pages_are_cut(local_graph, galaxy, monkeypatch):
    """Five rows in pages of two, and at most three elements in a write."""
    monkeypatch.setattr("loaders.streams.collections.Collections.size", 2)
    monkeypatch.setattr("loaders.part.HEAVIEST", 3)
    hdas = {f"e{index}": galaxy.hda() for index in range(4)}
    for _ in range(5):
        galaxy.hdca(galaxy.collection(**hdas))
    assert sync(galaxy.url, local_graph).streams["collections"].written == 5
    assert len(content(local_graph).edges["ELEMENT_OF"]) == 20
