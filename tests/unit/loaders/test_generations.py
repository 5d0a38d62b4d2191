"""Older forms of the tables: whatever is not there is done without."""

from __future__ import annotations

import pytest

from loaders.streams import STREAMS
from loaders.streams.implicit_jobs import ImplicitCollectionJobs
from loaders.streams.jobs import Jobs
from loaders.streams.requests import ToolRequests
from loaders.streams.tool_sources import ToolSources

OLDER = {
    "G1b": ("ALTER TABLE job DROP COLUMN tool_state", "ALTER TABLE tool_source DROP COLUMN source_class"),
    "G1a": ("DROP TABLE tool_request_implicit_collection_association", "ALTER TABLE job DROP COLUMN tool_state"),
    "G0": (
        "DROP TABLE tool_request",
        "DROP TABLE tool_source",
        "DROP TABLE tool_request_implicit_collection_association",
        "ALTER TABLE history DROP COLUMN archived",
    ),
    "half migrated": ("DROP TABLE tool_source", "DROP TABLE implicitly_created_dataset_collection_inputs"),
}


@pytest.fixture
def mapped(galaxy):
    """te 1 with job 1 under icj 1, which wrote hda 1 and hdca 1; job 2 without a request."""
    galaxy.hda()
    galaxy.hdca(galaxy.collection(a=1))
    request = galaxy.request({"x": {"src": "hda", "id": 1}})
    job = galaxy.job(tool_request_id=request)
    galaxy.mapped(job)
    galaxy.writes(job, "out", 1)
    galaxy.writes_collection(job, "out", 1)
    galaxy.ties(request, 1, "out")
    galaxy.job()
    return galaxy


@pytest.mark.parametrize("generation", OLDER)
def test_every_stream_reads_every_generation(mapped, generation):
    for statement in OLDER[generation]:
        mapped.run(statement)
    for stream in STREAMS:
        if stream is not ToolRequests and stream is not ToolSources:
            mapped.load(stream)


@pytest.mark.parametrize("generation", ["G1b", "G1a"])
def test_requests_of_older_generations(mapped, generation):
    for statement in OLDER[generation]:
        mapped.run(statement)
    loaded = mapped.load(ToolRequests)
    assert loaded.edges("PRODUCED") == {("te/1", "hda/1", "out"), ("te/1", "hdca/1", "out")}
    assert loaded.node("ToolSource", loaded.keys("ToolSource").pop())["source_class"] == "XmlToolSource"


def test_without_requests_jobs_are_executions(mapped):
    for statement in OLDER["G0"]:
        mapped.run(statement)
    assert mapped.load(Jobs).edges("RAN_FOR") == {("job/1", "icj/1", "icj"), ("job/2", "job/2", "own")}
    assert mapped.load(ImplicitCollectionJobs).edges("PRODUCED") == {
        ("icj/1", "hda/1", "out"),
        ("icj/1", "hdca/1", "out"),
    }


def test_request_states_of_later_generations(galaxy):
    """A payload that failed validation is kept and not believed: the jobs tell."""
    galaxy.run("ALTER TABLE tool_request ADD COLUMN request_state VARCHAR(32)")
    for state in ("validated", "validation_failed", None, "something new"):
        job = galaxy.job(tool_request_id=galaxy.request({"x": {"src": "hda", "id": 1}}, request_state=state))
        galaxy.reads(job, "y", 2)
    loaded = galaxy.load(ToolRequests)
    states = [loaded.node("ToolExecution", f"te/{id_}")["state"] for id_ in (1, 2, 3, 4)]
    assert states == ["validated", "validation_failed", "validated", "validated"]
    assert loaded.node("ToolRequest", "tr/4")["request_state"] == "something new"
    assert ("hda/2", "te/2", "y", "job") in loaded.edges("CONSUMED_BY")
    assert ("hda/1", "te/2", "x", "payload") not in loaded.edges("CONSUMED_BY")
    assert "payload" in loaded.node("ToolExecution", "te/2")
