"""`serve --sync-from`: the graph is kept up to date beside the server."""

from __future__ import annotations

import json
import os
import signal
import time
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from api.cli import app
from cypher.local import LocalServer
from tests.integration.api.test_commands import _serving
from tests.unit.loaders.conftest import empty_galaxy, galaxy

__all__ = ["empty_galaxy", "galaxy"]

pytestmark = pytest.mark.service
PATIENCE = 300


@pytest.fixture
def local(tmp_path):
    yield f"local:{tmp_path / 'graph'}"
    LocalServer(tmp_path / "graph").stop()


def until(url, is_so):
    """Ask until the answer is as wanted, and return it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with urlopen(url) as answer:
            found = json.load(answer)
        if is_so(found):
            return found
    raise AssertionError(found)


def test_what_changes_in_galaxy_is_served(galaxy, local):
    galaxy.run("PRAGMA journal_mode = WAL")  # else Galaxy has to wait while its file is read
    arguments = ("--graph", local, "serve", "--port", "0", "--sync-from", galaxy.url, "--sync-every", "0.2")
    with _serving(dict(os.environ), *arguments) as (process, url, _):
        galaxy.run("UPDATE history SET name = 'before'")
        (before,) = until(f"{url}api/histories", lambda found: found and found[0]["name"] == "before")
        galaxy.run("UPDATE history SET name = 'after', update_time = '2031-01-01 00:00:00' WHERE id = 1")
        (after,) = until(f"{url}api/histories", lambda found: found[0]["name"] == "after")
        assert (before | {"name": "after", "update_time": after["update_time"]}) == after
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "histories: 1 written" in said
    assert "Traceback" not in said


def test_a_galaxy_that_is_not_there_ends_it(local):
    found = CliRunner().invoke(app, ["--graph", local, "serve", "--port", "0", "--sync-from", "sqlite:///none"])
    assert (found.exit_code, found.stderr.count("\n")) == (2, 1)
