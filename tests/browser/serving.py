"""A `galaxy-lineage serve` process that can be stopped and started again at the same address."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "explorer" / "web" / "dist" / "index.html"
PATIENCE = 60.0


class NoPage(Exception):
    """The page is not built: run `make setup`, or `npm ci && npm run build` in explorer/web."""


class ServeProcess:
    """One server process for one graph."""

    def __init__(self, graph_url: str, port: int, *options: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        arguments = ["--graph", graph_url, "serve", "--port", str(port), "--instance", "demo", *options]
        self._command = [sys.executable, "-m", "api.cli", *arguments]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and wait until its graph can be reached."""
        self._process = subprocess.Popen(self._command, cwd=REPOSITORY, stderr=subprocess.PIPE)
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self._complaint())
            time.sleep(0.1)

    def stop(self) -> None:
        """End the process, as Ctrl-C does."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE)
        self._process = None

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _complaint(self) -> str:
        process, self._process = self._process, None
        if process is None:
            return "The server was not started."
        process.kill()
        _, errors = process.communicate()
        return f"galaxy-lineage serve did not come up:\n{errors.decode()}"


@contextmanager
def serving(graph_url: str, port: int, *options: str) -> Iterator[ServeProcess]:
    """Serve a graph and the built page, with further options of `serve`; raise `NoPage` where it is not built."""
    if not PAGE.is_file():
        raise NoPage(NoPage.__doc__)
    server = ServeProcess(graph_url, port, *options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
