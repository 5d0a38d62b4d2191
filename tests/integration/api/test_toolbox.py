"""Galaxy's toolbox over HTTP: what it says is kept for an hour, what it does not say for a minute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from api.toolbox import HOLDS, HOLDS_FAILED, GalaxyToolbox

TOOLS = [{"id": "cat", "name": "Concatenate"}, {"id": "shed/repos/a/b/1.0", "name": "From the shed"}, {"id": 7}, "x"]
ANSWERS = {
    "/api/tools?in_panel=false": TOOLS,
    "/api/tools/cat?io_details=true&tool_version=1.0%2Bgalaxy0": {"id": "cat", "inputs": []},
    "/api/tools/shed/repos/a/b/1.0?io_details=true": {"id": "shed/repos/a/b/1.0"},
}


class Galaxy:
    """A server that answers like Galaxy, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.now = 0.0
        galaxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                galaxy.asked.append(self.path)
                found = ANSWERS.get(self.path)
                self.send_response(404 if found is None else 200)
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def galaxy() -> Iterator[Galaxy]:
    galaxy = Galaxy()
    Thread(target=galaxy.server.serve_forever).start()
    yield galaxy
    galaxy.server.shutdown()
    galaxy.server.server_close()


@pytest.fixture
def toolbox(galaxy: Galaxy) -> Iterator[GalaxyToolbox]:
    toolbox = GalaxyToolbox(galaxy.url, clock=lambda: galaxy.now)
    yield toolbox
    toolbox.close()


def test_a_tool_is_asked_for_by_id_and_version(toolbox: GalaxyToolbox) -> None:
    assert toolbox.tool("cat", "1.0+galaxy0") == {"id": "cat", "inputs": []}
    assert toolbox.tool("shed/repos/a/b/1.0", None) == {"id": "shed/repos/a/b/1.0"}
    assert toolbox.names() == {"cat": "Concatenate", "shed/repos/a/b/1.0": "From the shed"}


def test_answers_are_kept_for_an_hour_and_failures_for_a_minute(galaxy: Galaxy, toolbox: GalaxyToolbox) -> None:
    for _ in range(2):
        toolbox.names()
        assert toolbox.tool("unknown", None) is None
    assert len(galaxy.asked) == 2
    galaxy.now += HOLDS_FAILED
    toolbox.names()
    toolbox.tool("unknown", None)
    assert len(galaxy.asked) == 3
    galaxy.now += HOLDS
    toolbox.names()
    assert len(galaxy.asked) == 4


def test_a_tool_id_is_no_way_to_another_route(galaxy: Galaxy, toolbox: GalaxyToolbox) -> None:
    assert toolbox.tool("../users/current", None) is None
    assert galaxy.asked == []


def test_a_galaxy_that_is_away_has_no_tools() -> None:
    toolbox = GalaxyToolbox("http://127.0.0.1:9")
    assert toolbox.tool("cat", None) is None
    assert toolbox.names() == {}
    toolbox.close()
