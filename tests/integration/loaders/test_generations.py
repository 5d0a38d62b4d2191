"""The same facts give the same graph: before and after migrations, on both databases, on both graph engines."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from loaders.sync import Mode, sync
from tests.integration.loaders.content import content, text
from tests.integration.loaders.resolver_sql import RULES
from tests.unit.loaders.galaxy import Galaxy
from tests.unit.loaders.migrations import GENERATIONS, HALF, OLDER, migrate, migrate_postgres

pytestmark = pytest.mark.service

UNCHANGED = ("G2a", "G2b early", "G2b", "STEP_STATE")
MERGED = ("G2c early", "G2c", "G2d", "G2f", "G3")


EVERYWHERE = ("G2b", "G2f", "G3")
"""Tried on the larger database too, which does not lie beside every repository."""


@pytest.fixture
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
        if line.get("node") == "ToolExecution":
            lost = {"tool_name", "tool_id", "tool_version"} if line["key"] in jobless else {"tool_name"}
            line["properties"] = {name: value for name, value in line["properties"].items() if name not in lost}
    return kept


def jobless_of(lines):
    ran = {line["to"] for line in lines if line.get("edge") == "RAN_FOR" and "/job/" in line["from"]}
    return {line["key"] for line in lines if line.get("node") == "ToolExecution"} - ran


def cases(generations):
    found = [("demo_sqlite", generation) for generation in generations]
    return found + [("oracle_sqlite", generation) for generation in generations if generation in EVERYWHERE]


@pytest.mark.parametrize(("sample", "generation"), cases(UNCHANGED), indirect=["sample"])
def test_what_moves_nothing_but_rows_gives_the_same_dump(local_graph, empty, sample, generation):
    before, _ = dumped(sample, local_graph)
    migrate(sample.path, generation)
    after, report = dumped(sample, local_graph)
    assert after == before
    empty(local_graph)
    assert dumped(sample, local_graph)[0] == before
    assert report.losses == []


@pytest.mark.parametrize(("sample", "generation"), cases(MERGED), indirect=["sample"])
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


@pytest.mark.parametrize("sample", ["demo_sqlite", "oracle_sqlite"], indirect=True)
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


@pytest.mark.parametrize("generation", [*OLDER, *GENERATIONS, *HALF])
def test_postgres_gives_the_same_bytes(local_graph, oracle_sqlite, own_postgres, tmp_path, generation):
    """Every generation, and databases that are half migrated; the steps are the same on both."""
    galaxy = Galaxy(shutil.copy(oracle_sqlite, tmp_path / "galaxy.sqlite"))
    migrate(galaxy.path, generation)
    migrate_postgres(own_postgres, generation)
    sync(galaxy.url, local_graph)
    expected = text(local_graph)
    report = sync(own_postgres, local_graph, mode=Mode.FULL)
    assert [name for name, stream in report.streams.items() if stream.written or stream.removed] == []
    assert text(local_graph) == expected


@pytest.mark.parametrize("generation", RULES)
def test_executions_are_those_that_the_rules_name(local_graph, oracle_sqlite, tmp_path, generation):
    """Each job and each ICJ, how it is known, by SQL that was written on its own."""
    galaxy = Galaxy(shutil.copy(oracle_sqlite, tmp_path / "galaxy.sqlite"))
    migrate(galaxy.path, generation)
    with closing(sqlite3.connect(galaxy.path)) as db:
        expected = sorted(db.execute(RULES[generation]))
    sync(galaxy.url, local_graph)
    found = content(local_graph).edges["RAN_FOR"]
    assert sorted((record, execution, edge["via"]) for record, execution, edge in found) == expected
    assert expected


@pytest.mark.parametrize("generation", ["G0", "G2f", "G3"])
def test_neo4j_gives_the_same_bytes(local_graph, neo4j_graph, demo_sqlite, tmp_path, generation):
    galaxy = Galaxy(shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite"))
    migrate(galaxy.path, generation)
    sync(galaxy.url, local_graph), sync(galaxy.url, neo4j_graph)
    assert text(neo4j_graph) == text(local_graph)
