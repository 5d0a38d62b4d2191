"""The same facts give the same graph: the sample before and after the migrations of later generations."""

from __future__ import annotations

import json
import shutil

import pytest

from loaders.sync import sync
from tests.integration.loaders.content import text
from tests.unit.loaders.galaxy import Galaxy
from tests.unit.loaders.migrations import migrate

pytestmark = pytest.mark.service

UNCHANGED = ("G2a", "G2b early", "G2b", "STEP_STATE")
MERGED = ("G2c early", "G2c", "G2d", "G2f", "G3")


@pytest.fixture(params=["demo_sqlite", "oracle_sqlite"])
def sample(request, tmp_path) -> Galaxy:
    """A copy of a database of Galaxy 26.1."""
    return Galaxy(shutil.copy(request.getfixturevalue(request.param), tmp_path / "galaxy.sqlite"))


def dumped(galaxy, graph):
    report = sync(galaxy.url, graph)
    return [json.loads(line) for line in text(graph).splitlines()], report


def without_tools(lines, jobless):
    """Leave out what the merge of tool sources destroys (docs/explanation/generations.md)."""
    kept = [line for line in lines if line.get("node") != "ToolSource" and line.get("edge") != "OF_TOOL"]
    for line in kept:
        if line.get("key") in jobless and line.get("node") == "ToolExecution":
            line["properties"] = {
                name: value for name, value in line["properties"].items() if name not in ("tool_id", "tool_version")
            }
    return kept


def jobless_of(lines):
    ran = {line["to"] for line in lines if line.get("edge") == "RAN_FOR" and "/job/" in line["from"]}
    return {line["key"] for line in lines if line.get("node") == "ToolExecution"} - ran


@pytest.mark.parametrize("generation", UNCHANGED)
def test_what_moves_nothing_but_rows_gives_the_same_dump(local_graph, empty, sample, generation):
    before, _ = dumped(sample, local_graph)
    migrate(sample.path, generation)
    after, report = dumped(sample, local_graph)
    assert after == before
    empty(local_graph)
    assert dumped(sample, local_graph)[0] == before
    assert report.losses == []


@pytest.mark.parametrize("generation", MERGED)
def test_merged_tool_sources_are_all_that_differs(local_graph, sample, generation):
    before, _ = dumped(sample, local_graph)
    jobless = jobless_of(before)
    migrate(sample.path, generation)
    after, report = dumped(sample, local_graph)
    assert without_tools(after, jobless) == without_tools(before, jobless)
    assert all(line["properties"].get("untrusted") for line in after if line.get("node") == "ToolSource")
    assert {line["from"] for line in after if line.get("edge") == "OF_TOOL"}.isdisjoint(jobless)
    assert report.losses == []
    again = sync(sample.url, local_graph)
    assert [stream.written for stream in again.streams.values()] == [0] * len(again.streams)


def test_a_batch_gets_its_lost_links_back(local_graph, sample):
    """Only the last job of a batch keeps its TES (G2e); the others have that of their request, and say so."""
    before, _ = dumped(sample, local_graph)
    jobless = jobless_of(before)
    migrate(sample.path, "G2e")
    after, _ = dumped(sample, local_graph)
    lost = 0
    for line in after:
        if line.get("edge") == "RAN_FOR" and line["properties"]["via"] == "request":
            line["properties"]["via"], lost = "own", lost + 1
    assert without_tools(after, jobless) == without_tools(before, jobless)
    assert lost > 0
