"""Bad rows: they never stop a sync, are never dropped in silence, and heal."""

from __future__ import annotations

import pytest

from cypher import StatementFailed, Writer
from loaders.mode import Mode
from loaders.streams.datasets import Datasets
from loaders.sync import sync
from tests.integration.loaders.content import content

pytestmark = pytest.mark.service


def quarantined(graph, stream):
    rows = graph.read("sync/quarantined", prefix=f"main/quarantined/{stream}/")
    return {row["key"].rpartition("/")[2]: (row["since"], row["reason"]) for row in rows}


def test_a_broken_value_leaves_the_rest_of_the_row(local_graph, galaxy):
    galaxy.hda(name="good"), galaxy.hda(name="bad", create_time="long ago")
    report = sync(galaxy.url, local_graph)
    stream = report.streams["datasets"]
    assert (stream.read, stream.written, stream.quarantined) == (2, 1, 1)
    assert report.losses == ["datasets: 1 row is quarantined"]
    assert content(local_graph).nodes["Dataset"]["hda/2"]["name"] == "bad"
    assert quarantined(local_graph, "datasets")["2"][1] == "create_time: 'long ago' is no time"


def test_a_quarantined_row_keeps_its_date_until_it_heals(local_graph, galaxy):
    galaxy.hda(create_time="long ago")
    sync(galaxy.url, local_graph)
    since = quarantined(local_graph, "datasets")["1"][0]
    version = local_graph.version()
    assert sync(galaxy.url, local_graph).streams["datasets"].quarantined == 1
    assert quarantined(local_graph, "datasets")["1"][0] == since
    assert local_graph.version() == version
    galaxy.run("UPDATE history_dataset_association SET create_time = '2026-11-20 12:00:00'")
    report = sync(galaxy.url, local_graph)
    assert (report.streams["datasets"].written, report.losses) == (1, [])
    assert quarantined(local_graph, "datasets") == {}


def test_references_to_what_is_not_there_are_counted(graph, galaxy):
    """A payload, a job and a history that name datasets and a user which Galaxy's database does not have."""
    galaxy.run("UPDATE history SET user_id = 9")
    galaxy.request({"x": {"src": "hda", "id": 99}, "y": {"src": "hdca", "id": 98}}, history_id=1)
    galaxy.writes(galaxy.job(), "out", 97)
    report = sync(galaxy.url, graph)
    assert quarantined(graph, "tool_requests")["1"][1] == "CONSUMED_BY: no hda/99; CONSUMED_BY: no hdca/98"
    assert quarantined(graph, "jobs")["1"][1] == "PRODUCED: no hda/97; WROTE: no hda/97"
    assert quarantined(graph, "histories")["1"][1] == "OWNS: no user/9"
    assert report.unresolved == 5
    assert "te/1" in content(graph).nodes["ToolExecution"]
    again = sync(galaxy.url, graph)
    assert (again.unresolved, again.streams["jobs"].written) == (5, 0)


def test_a_copy_of_nothing_is_quarantined(local_graph, galaxy):
    galaxy.hda(copied_from_history_dataset_association_id=99)
    report = sync(galaxy.url, local_graph)
    assert quarantined(local_graph, "datasets")["1"][1] == "COPIED_TO: no hda/99"
    assert (report.streams["datasets"].quarantined, report.streams["datasets"].written) == (1, 0)


def test_a_server_that_refuses_everything_is_no_fault_of_the_rows(local_graph, galaxy, monkeypatch):
    """Otherwise a full disk would fill the quarantine."""
    for _ in range(50):
        galaxy.hda()

    def refuse(*_args, **_options):
        raise StatementFailed("no room")

    monkeypatch.setattr(Writer, "apply", refuse)
    with pytest.raises(StatementFailed, match="no room"):
        sync(galaxy.url, local_graph)


def test_a_row_that_breaks_the_transformation_is_found_by_halving(local_graph, galaxy, monkeypatch):
    """Whatever we did not think of: the other rows are loaded, and what the graph has of the row stays."""
    for number in range(5):
        galaxy.hda(name=f"d{number}")
    sync(galaxy.url, local_graph)
    galaxy.run("UPDATE history_dataset_association SET name = name || '!'")
    load = Datasets.load

    def fail_on_three(stream, records):
        if any(record.id == 3 for record in records):
            raise ValueError("no threes")
        return load(stream, records)

    monkeypatch.setattr(Datasets, "load", fail_on_three)
    report = sync(galaxy.url, local_graph, mode=Mode.FULL)
    names = [properties["name"] for _, properties in sorted(content(local_graph).nodes["Dataset"].items())]
    assert names == ["d0!", "d1!", "d2", "d3!", "d4!"]
    assert quarantined(local_graph, "datasets")["3"][1] == "ValueError: no threes"
    assert (report.streams["datasets"].written, report.streams["datasets"].quarantined) == (4, 1)
