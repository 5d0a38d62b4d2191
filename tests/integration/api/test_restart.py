"""The graph's server is killed under load and started again: 503 meanwhile, then right again, ours stays up."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Self

import httpx2
import pytest
import uvicorn

from api.app import create_app
from api.serving import listen
from api.settings import Settings
from cypher import open_graph
from cypher.local import LocalServer
from loaders.sync import sync
from tests.engines import restartable
from tests.unit.loaders.conftest import empty_galaxy, galaxy

__all__ = ["empty_galaxy", "galaxy"]

pytestmark = pytest.mark.service
PATIENCE = 300
CLIENTS = 8
PAUSE = 0.05
PATHS = ("/api/histories", "/api/histories/1/graph", "/api/sync", "/readyz")


@contextmanager
def live(url: str) -> Iterator[str]:
    """The application on a port of its own, as `serve` runs it; yield its address."""
    app = create_app(Settings(graph=url))
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="on", log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Load:
    """Clients that ask until they are told to stop; `seen` are the answers, the last ones last."""

    def __init__(self, address: str) -> None:
        self.seen: list[httpx2.Response] = []
        self._address, self._stopped = address, threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def until(self, status: int, answers: int, behind: int = 0) -> None:
        """Wait until so many answers in a row have this status, `behind` so many others."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            last = self.seen[behind:][-answers:]
            if len(last) == answers and {each.status_code for each in last} == {status}:
                return
            time.sleep(0.1)
        raise AssertionError([each.status_code for each in self.seen[-answers:]])

    def _ask(self, number: int) -> None:
        with httpx2.Client(base_url=self._address, timeout=PATIENCE) as client:
            while not self._stopped.is_set():
                self.seen.append(client.get(PATHS[number % len(PATHS)]))
                time.sleep(PAUSE)


def test_a_local_server_that_is_killed_is_started_again_by_who_asks(galaxy, tmp_path):
    """Nobody else would start it: the first question after the kill does, and others are told to come back."""
    server = LocalServer(tmp_path / "graph")
    with ExitStack() as after, open_graph(f"local:{tmp_path}/graph") as graph:
        after.callback(server.stop)
        sync(galaxy.url, graph)
        with live(f"local:{tmp_path}/graph") as address, Load(address) as load:
            load.until(200, 4 * CLIENTS)
            before = httpx2.get(f"{address}{PATHS[0]}", timeout=PATIENCE).json()
            killed = server.status().pid
            os.kill(killed, signal.SIGKILL)
            asked = len(load.seen)
            load.until(200, 4 * CLIENTS, behind=asked + CLIENTS)
            assert httpx2.get(f"{address}{PATHS[0]}", timeout=PATIENCE).json() == before != []
            assert server.status().pid != killed
        away = [each for each in load.seen[asked:] if each.status_code != 200]
        assert {each.status_code for each in away} <= {503}
        assert all(int(each.headers["retry-after"]) > 0 for each in away)


def test_the_graph_is_killed_and_started_again(galaxy):
    with restartable.neo4j() as server:
        with open_graph(server.url) as graph:
            sync(galaxy.url, graph)
        with live(server.url) as address, Load(address) as load:
            load.until(200, 4 * CLIENTS)
            before = httpx2.get(f"{address}{PATHS[0]}", timeout=PATIENCE).json()
            server.stop()
            load.until(503, 2 * CLIENTS)
            assert httpx2.get(f"{address}/healthz", timeout=PATIENCE).status_code == 200
            server.start()
            load.until(200, 4 * CLIENTS)
            assert httpx2.get(f"{address}{PATHS[0]}", timeout=PATIENCE).json() == before != []
        away = [each for each in load.seen if each.status_code != 200]
        assert {each.status_code for each in away} == {503}
        assert all(int(each.headers["retry-after"]) > 0 for each in away)
