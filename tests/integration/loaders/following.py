"""`sync --follow` as a process of its own, as an administrator runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

REPOSITORY = Path(__file__).parents[3]
PATIENCE = 300
"""Seconds after which a test gives up."""


class Following:
    """A running `sync --follow --json`: what it writes, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._passes: Queue[dict[str, Any]] = Queue()
        self._told: Queue[str] = Queue()
        assert process.stdout
        assert process.stderr
        self._readers = [
            Thread(target=_read, args=(process.stdout, lambda line: self._passes.put(json.loads(line))), daemon=True),
            Thread(target=_read, args=(process.stderr, self._hear), daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def next_pass(self) -> dict[str, Any]:
        """Wait for the next pass."""
        return self._passes.get(timeout=PATIENCE)

    def until_written(self, stream: str, count: int) -> list[dict[str, Any]]:
        """Wait until passes have written so many rows of a stream, and return them."""
        passes: list[dict[str, Any]] = []
        while sum(each["streams"][stream]["written"] for each in passes) < count:
            passes.append(self.next_pass())
        return passes

    def until_says(self, words: str) -> str:
        """Wait for a line on the standard error."""
        while words not in (line := self._told.get(timeout=PATIENCE)):
            pass
        return line

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=PATIENCE)
        for reader in self._readers:
            reader.join()
        return code

    def _hear(self, line: str) -> None:
        self.said.append(line)
        self._told.put(line)


@contextmanager
def following(galaxy: str, graph: str, *options: str) -> Iterator[Following]:
    """Follow a Galaxy database; what is still running at the end is killed."""
    command = [sys.executable, "-m", "api.cli", "--graph", graph, "sync", "--galaxy", galaxy, "--json", *options]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=REPOSITORY, env=dict(os.environ), **pipes) as process:
        try:
            yield Following(process)
        finally:
            process.kill()


def _read(stream: IO[str], take: Any) -> None:
    for line in stream:
        take(line.rstrip("\n"))
