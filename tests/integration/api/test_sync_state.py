"""What could not be loaded is told: by `GET /api/sync`, page by page, and by `doctor`."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.quarantine import SHOWN
from loaders.sync import sync
from tests.integration.api.conftest import asking
from tests.unit.loaders.conftest import empty_galaxy, galaxy

__all__ = ["empty_galaxy", "galaxy"]

pytestmark = pytest.mark.service
BROKEN = 25


@pytest.fixture
def broken(graph, graph_url, galaxy):
    """The URL of a graph with one Galaxy, of whose datasets 25 have a time that is none."""
    galaxy.hda(name="good")
    for _ in range(BROKEN):
        galaxy.hda(create_time="long ago")
    sync(galaxy.url, graph)
    return graph_url


@pytest.fixture
def client(broken):
    with asking(graph=broken, instance="main") as client:
        yield client


def test_streams_with_what_the_last_sync_did(client):
    (found,) = client.get("/api/sync").json()["instances"]
    assert (found["instance"], found["quarantined"]) == ("main", BROKEN)
    datasets = {stream["name"]: stream for stream in found["streams"]}["datasets"]
    assert (datasets["last"]["written"], datasets["last"]["quarantined"]) == (1, BROKEN)
    assert 0 <= datasets["age"] < 3600


def test_every_quarantined_row_is_on_one_page(client):
    rows, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/sync", params={"limit": 10, "cursor": cursor}).json()["quarantined"]
        assert page["total"] == BROKEN
        rows += page["rows"]
        cursor = page["next"]
    assert sorted(int(row["row"]) for row in rows) == list(range(2, BROKEN + 2))
    assert {(row["instance"], row["stream"]) for row in rows} == {("main", "datasets")}
    assert {row["reason"] for row in rows} == {"create_time: 'long ago' is no time"}
    assert all(row["since"] for row in rows)


def test_one_galaxy_alone(client):
    assert client.get("/api/sync", params={"instance": "main"}).json()["quarantined"]["total"] == BROKEN
    unknown = client.get("/api/sync", params={"instance": "other"})
    assert (unknown.status_code, unknown.json()["err_code"]) == (404, 404001)


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "instance=a/b", f"cursor={'x' * 301}"])
def test_what_makes_no_sense(client, query):
    assert client.get(f"/api/sync?{query}").status_code == 400


def test_only_administrators_see_the_rows(broken, tmp_path):
    tokens = tmp_path / "tokens"
    tokens.touch(mode=0o600)
    with asking(graph=broken, instance="main", auth="token", tokens=tokens) as client:
        found = client.get("/api/sync").json()
    assert "quarantined" not in found
    assert found["instances"][0]["age"] >= 0


def test_doctor_lists_the_first_and_counts_all(broken):
    found = CliRunner().invoke(app, ["--graph", broken, "doctor"])
    assert "quarantined rows: datasets 25; they are tried again at every sync" in found.stdout
    assert found.stdout.count("create_time: 'long ago' is no time") == SHOWN
    assert f"and {BROKEN - SHOWN} more" in found.stdout
    told = json.loads(CliRunner().invoke(app, ["--graph", broken, "doctor", "--json"]).stdout)["quarantined"]
    assert (told["total"], len(told["rows"])) == (BROKEN, SHOWN)
    assert told["rows"][0].keys() == {"instance", "stream", "row", "reason", "since"}


def test_doctor_is_content_when_all_was_loaded(local_graph, local_url, galaxy):
    galaxy.hda()
    sync(galaxy.url, local_graph)
    found = CliRunner().invoke(app, ["--graph", local_url, "doctor", "--json"])
    checks = {check["subject"]: check for check in json.loads(found.stdout)["checks"]}
    assert checks["Galaxy main"]["ok"]
    assert "nothing quarantined" in checks["Galaxy main"]["says"]
