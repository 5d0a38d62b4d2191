"""Rows that are too large for one message, or for the server at all: sent in pieces, or told.

A local server drops a message that is larger than it allows without a word; this one allows little.
"""

from __future__ import annotations

import pytest

from cypher import open_graph
from cypher.local import LocalServer
from loaders.sync import sync
from tests.integration.loaders.content import content
from tests.integration.loaders.test_fuzz import reasons_of

pytestmark = pytest.mark.service

KB = 2**10


@pytest.fixture
def small_graph(tmp_path, monkeypatch):
    """A local graph of its own that takes no message above 1 MB; ours are 256 KB, a row 512 KB."""
    monkeypatch.setattr("cypher.local.options.LARGEST_MESSAGE", 1024 * KB)
    monkeypatch.setattr("cypher.packing.CHARACTERS", 256 * KB)
    monkeypatch.setattr("cypher.packing.MOST", 512 * KB)
    folder = tmp_path / "graph"
    with open_graph(f"local:{folder}") as graph:
        yield graph
    LocalServer(folder).stop()


def test_a_collection_with_many_and_long_elements(small_graph, galaxy):
    """3,000 elements of 1,000 characters: three messages' worth in one row."""
    hda = galaxy.hda()
    collection = galaxy.add("dataset_collection", collection_type="list", populated_state="ok")
    galaxy.run(
        "INSERT INTO dataset_collection_element (dataset_collection_id, hda_id, element_index, element_identifier)"
        " WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)"
        " SELECT ?, ?, i, printf('%04d%0996d', i, 0) FROM n",
        collection,
        hda,
    )
    galaxy.hdca(collection)
    assert sync(galaxy.url, small_graph).losses == []
    found = content(small_graph).edges["ELEMENT_OF"]
    assert sorted(edge["index"] for _, _, edge in found) == list(range(3000))
    assert sum(stream.written for stream in sync(galaxy.url, small_graph).streams.values()) == 0


def test_a_job_with_more_parameters_than_the_server_can_take(small_graph, galaxy):
    """Job 1 fits in a message of its own; job 2 fits in none and is told; job 3 is as any other."""
    for length in (400 * KB, 2048 * KB, 10):
        galaxy.add("job_parameter", job_id=galaxy.job(), name="x", value="v" * length)
    report = sync(galaxy.url, small_graph)
    assert set(content(small_graph).nodes["Job"]) == {"job/1", "job/3"}
    assert report.losses == ["jobs: 1 row is quarantined"]
    assert "characters are more than" in reasons_of(small_graph)["jobs", 2]
    galaxy.run("UPDATE job_parameter SET value = '' WHERE job_id = 2")
    assert sync(galaxy.url, small_graph).losses == []
    assert set(content(small_graph).nodes["Job"]) == {"job/1", "job/2", "job/3"}
