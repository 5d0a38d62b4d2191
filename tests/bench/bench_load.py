"""200 clients for a minute, as users would ask: python -m tests.bench.bench_load [clients] [seconds] [graph].

`serve` runs in a process of its own, on the demo when no graph is named. Each client asks, reads, and waits a little
like a person who looks at what he got; some come back with the ETag that they were given.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final

import httpx2

from cypher import open_graph
from cypher.local import LocalServer
from loaders.sample import unpack
from loaders.sync import sync
from tests.bench.table import show
from tests.engines.ways import free_port

PAUSE: Final = 2.0
"""Mean seconds between two questions of a client."""

REMEMBERED: Final = 0.3
"""How many questions carry the ETag of their last answer."""

PATIENCE: Final = 30.0
QUESTIONS: Final = ("histories", "graph", "producers", "lineage")


class Client:
    """Somebody who looks at histories, and at where one item came from."""

    def __init__(self, address: str, seed: int) -> None:
        self.statuses: Counter[int | str] = Counter()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self._random = random.Random(seed)
        self._tags: dict[str, str] = {}
        self._http = httpx2.Client(base_url=address, timeout=PATIENCE)

    def ask(self, until: float) -> None:
        """Go on asking until this time of the monotonic clock."""
        with self._http:
            time.sleep(self._random.uniform(0, PAUSE))
            while time.monotonic() < until:
                with suppress(httpx2.HTTPError):
                    self._look()

    def _look(self) -> None:
        histories = self._get("histories", "/api/histories?limit=10")
        if not histories:
            return
        chosen = self._random.choice(histories)["id"]
        graph = self._get("graph", f"/api/histories/{chosen}/graph?limit=100")
        items = [node for node in (graph or {"nodes": []})["nodes"] if node["src"] in {"hda", "hdca"}]
        if items:
            item = self._random.choice(items)
            self._get("producers", f"/api/producers/{item['src']}/{item['id']}")
            self._get("lineage", f"/api/lineage/{item['src']}/{item['id']}?limit=100")

    def _get(self, name: str, path: str) -> Any:
        time.sleep(self._random.expovariate(1 / PAUSE))
        tag = self._tags.get(path) if self._random.random() < REMEMBERED else None
        begun = time.monotonic()
        try:
            answer = self._http.get(path, headers={"If-None-Match": tag} if tag else {})
        except httpx2.HTTPError as error:
            self.statuses[type(error).__name__] += 1
            raise
        self.seconds[name].append(time.monotonic() - begun)
        self.statuses[answer.status_code] += 1
        self._tags[path] = answer.headers.get("etag", "")
        return answer.json() if answer.status_code == httpx2.codes.OK else None


@contextmanager
def demo() -> Iterator[str]:
    """A local graph with the sample."""
    with tempfile.TemporaryDirectory(prefix="lineage-bench-") as folder:
        url = f"local:{folder}/graph"
        try:
            with open_graph(url) as graph:
                sync(f"sqlite:///{unpack(Path(folder))}", graph)
            yield url
        finally:
            LocalServer(Path(folder) / "graph").stop()


@contextmanager
def serving(graph: str) -> Iterator[str]:
    """`serve` in a process of its own; yield its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "api.cli", "--graph", graph, "serve", "--port", str(port)]
    with subprocess.Popen(command) as process:
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(httpx2.HTTPError):
            if httpx2.get(f"{address}/readyz").status_code == httpx2.codes.OK:
                return
        time.sleep(0.1)
    raise TimeoutError(address)


def load(address: str, clients: int, seconds: float) -> list[Client]:
    """Let so many clients ask for so long, and return what they saw."""
    all_clients, until = [Client(address, seed) for seed in range(clients)], time.monotonic() + seconds
    threads = [threading.Thread(target=client.ask, args=(until,)) for client in all_clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return all_clients


def main(clients: int = 200, seconds: float = 60, graph: str = "") -> int:
    """Print a line for each kind of question; 1 when there was an error."""
    with nullcontext(graph) if graph else demo() as url, serving(url) as address:
        found = load(address, clients, seconds)
    statuses = Counter(status for each in found for status in each.statuses.elements())
    show(
        f"{clients} clients for {seconds:.0f} s; answers by status: {dict(statuses)}; wanted: 200 and 304 only",
        ("question", "answers", "p50 ms", "p95 ms", "p99 ms", "max ms"),
        [_line(name, sorted(s for each in found for s in each.seconds[name])) for name in QUESTIONS],
    )
    return 1 if statuses.keys() - {200, 304} else 0


def _line(name: str, seconds: list[float]) -> tuple[str | int | float, ...]:
    shown = (1000 * seconds[min(int(len(seconds) * part), len(seconds) - 1)] for part in (0.5, 0.95, 0.99, 1))
    return (name, len(seconds), *(shown if seconds else ()))


if __name__ == "__main__":
    sys.exit(main(*(kind(text) for kind, text in zip((int, float, str), sys.argv[1:], strict=False))))
