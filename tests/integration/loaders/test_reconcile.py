"""What no clock and no new id tells: found by checksums, mended, and nothing else is read."""

from __future__ import annotations

import shutil
from contextlib import closing
from sqlite3 import connect

import pytest

from cypher import Graph
from loaders.errors import NoSuchHistory
from loaders.sync import Mode, sync
from tests.integration.loaders.content import content, text
from tests.unit.loaders.galaxy import Galaxy

pytestmark = pytest.mark.service
LONG_AGO = "2020-01-01 00:00:00.000000"


@pytest.fixture
def demo(demo_sqlite, tmp_path) -> Galaxy:
    """A copy of the sample whose clocks all stand still, with a second chunk of jobs."""
    path = shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite")
    with closing(connect(path)) as connection, connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if "update_time" in [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]:
                connection.execute(f"UPDATE OR IGNORE {table} SET update_time = ?", (LONG_AGO,))
        connection.execute("UPDATE job SET update_time = '2021-01-01 00:00:00.000000' WHERE id = 1")
    galaxy = Galaxy(path)
    for id_ in range(5001, 5004):
        galaxy.add("job", id=id_, tool_id="cat1", state="ok", update_time=LONG_AGO, create_time=LONG_AGO)
    return galaxy


def fresh(graph: Graph, galaxy: Galaxy) -> list[str]:
    """Return the dump of a first load, as if it were that of `main`."""
    sync(galaxy.url, graph, "fresh")
    return sorted(line.replace("fresh", "main") for line in text(graph).splitlines() if "fresh/" in line)


def main(graph: Graph) -> list[str]:
    return sorted(line for line in text(graph).splitlines() if "main/" in line)


def test_nothing_differs(graph, demo):
    sync(demo.url, graph)
    version = graph.version()
    report = sync(demo.url, graph, mode=Mode.RECONCILE)
    assert report.differences == []
    assert graph.version() == version


def test_deletions_are_found_by_name_and_only_their_chunks_are_read(graph, demo):
    sync(demo.url, graph)
    demo.run("DELETE FROM job WHERE id = 5002")
    assert "job/5002" in content(graph).nodes["Job"]
    assert sync(demo.url, graph).streams["jobs"].removed == 0, "nothing tells of a deletion"
    report = sync(demo.url, graph, mode=Mode.RECONCILE)
    assert report.differences == ["jobs: row 5002 is gone"]
    assert report.streams["jobs"].removed == 2, "the job and its execution"
    assert report.streams["jobs"].read < 20, "of 5,000 ids one thousand, of which few rows"
    assert main(graph) == fresh(graph, demo)
    assert sync(demo.url, graph, mode=Mode.RECONCILE).differences == []


def test_silent_changes_are_found_wherever_they_are(local_graph, demo):
    sync(demo.url, local_graph)
    demo.run("UPDATE history_dataset_association SET name = 'changed in silence' WHERE id = 7")
    demo.run("UPDATE job_parameter SET value = '\"other\"' WHERE id = (SELECT min(id) FROM job_parameter)")
    demo.run("DELETE FROM job_to_input_dataset WHERE id = (SELECT max(id) FROM job_to_input_dataset)")
    demo.run("UPDATE workflow_step SET label = 'renamed'")
    report = sync(demo.url, local_graph, mode=Mode.RECONCILE)
    assert "datasets: row 7 differs" in report.differences
    assert main(local_graph) == fresh(local_graph, demo)


def test_nodes_that_the_graph_lost_come_back(local_graph, demo):
    sync(demo.url, local_graph)
    before = text(local_graph)
    writer = local_graph.writer()
    writer.remove_nodes("Dataset", ["main/hda/7", "main/hda/8"])
    writer.remove_nodes("Job", ["main/job/5001"])
    sync(demo.url, local_graph, mode=Mode.RECONCILE)
    assert text(local_graph) != before, "edges of others to the lost ones"
    sync(demo.url, local_graph, mode=Mode.FULL)
    assert text(local_graph) == before


def test_a_full_sync_that_was_cut_is_finished_by_the_next(local_graph, demo):
    sync(demo.url, local_graph)
    demo.run("DELETE FROM history_dataset_association WHERE id > 300")
    demo.run("DELETE FROM job WHERE id > 5000")

    class Cut(Exception):
        pass

    def cut(progress) -> None:
        if progress.stream == "collections":
            raise Cut

    with pytest.raises(Cut):
        sync(demo.url, local_graph, progress=cut, mode=Mode.FULL)
    sync(demo.url, local_graph)
    assert main(local_graph) == fresh(local_graph, demo)


def test_the_rows_of_some_histories(local_graph, demo):
    report = sync(demo.url, local_graph, histories=[1])
    assert report.streams["histories"].read == 1
    assert 0 < report.streams["datasets"].read < 353
    found = content(local_graph)
    assert set(found.nodes["History"]) == {"history/1"}
    assert found.pairs("PRODUCED"), "what made its datasets comes too"
    again = sync(demo.url, local_graph, histories=[1])
    assert sum(stream.written for stream in again.streams.values()) == 0
    sync(demo.url, local_graph)
    assert main(local_graph) == fresh(local_graph, demo)


def test_histories_that_are_not_there_are_said_to_be(local_graph, demo):
    with pytest.raises(NoSuchHistory, match="no history 998, 999:") as refused:
        sync(demo.url, local_graph, histories=[999, 1, 998])
    assert refused.value.exit_code == 2
    assert not content(local_graph).nodes["History"]


def test_another_generation_of_the_schema_is_read_anew(local_graph, demo):
    sync(demo.url, local_graph)
    demo.run("ALTER TABLE tool_request ADD COLUMN request_state VARCHAR(32)")
    demo.run("UPDATE tool_request SET request_state = 'validation_failed'")
    sync(demo.url, local_graph)
    assert main(local_graph) == fresh(local_graph, demo)


def test_a_parameter_that_tells_numbered_inputs_apart_is_seen_in_the_execution(local_graph, demo):
    """`job_parameter` belongs to the job; the execution that stands on it has its input names from there."""
    job = demo.add("job", id=6001, tool_id="cat1", state="ok", update_time=LONG_AGO, create_time=LONG_AGO)
    demo.add("job_to_input_dataset", job_id=job, dataset_id=7, name="input1")
    sync(demo.url, local_graph)
    demo.run("UPDATE job_parameter SET job_id = 6001, name = 'input1', value = 'null' WHERE id = 5")
    sync(demo.url, local_graph, mode=Mode.RECONCILE)
    assert main(local_graph) == fresh(local_graph, demo)
