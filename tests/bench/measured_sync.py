"""A sync in a process of its own, as an administrator runs it: how long it takes and how much memory it needs.

python -m tests.bench.measured_sync GALAXY_URL GRAPH_URL MODE    runs one and prints its report as JSON
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import median

import psutil

from tests.bench import processor_time

LOOK_EVERY = 0.2
"""Seconds between two looks at the memory; each reads all its mappings."""


@dataclass(frozen=True)
class Measured:
    """A run: seconds by the clock and of processor time; memory in bytes, the highest and by quarters.

    Memory is what is resident, where pages that processes share, such as libraries, count once (`Pss`).
    """

    seconds: float
    loader: float
    server: float
    peak: int
    quarters: tuple[int, ...]
    streams: dict[str, dict[str, float]]
    differences: list[str]

    @property
    def read(self) -> int:
        return int(sum(stream["read"] for stream in self.streams.values()))

    @property
    def written(self) -> int:
        return int(sum(stream["written"] + stream["removed"] for stream in self.streams.values()))


def run(galaxy: str, graph: str, mode: str = "incremental") -> Measured:
    """Sync in a new process, and look at its memory and at that of its children meanwhile."""
    before = processor_time.of_children(), processor_time.of_server(graph)
    command = [sys.executable, "-m", "tests.bench.measured_sync", galaxy, graph, mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        looks = list(_memory(process))
        answer = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    report = json.loads(answer)
    return Measured(
        report["seconds"],
        processor_time.of_children() - before[0],
        processor_time.of_server(graph) - before[1],
        max(looks),
        _quarters(looks),
        report["streams"],
        report["differences"],
    )


def _memory(process: subprocess.Popen[str]) -> Iterator[int]:
    own = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            yield sum(each.memory_full_info().pss for each in (own, *own.children(recursive=True)) if _is_ours(each))
        except psutil.Error:
            return
        time.sleep(LOOK_EVERY)


def _is_ours(process: psutil.Process) -> bool:
    """Not the graph's server, which is started by the first who asks for it."""
    return not process.name().startswith("java") and "keeper.py" not in " ".join(process.cmdline())


def _quarters(looks: list[int]) -> tuple[int, ...]:
    size = max(1, len(looks) // 4)
    return tuple(int(median(looks[start : start + size])) for start in range(0, size * 4, size) if looks[start:])


def main(galaxy: str, graph_url: str, mode: str) -> None:
    """Run a sync and print its report."""
    from cypher import open_graph  # noqa: PLC0415 - the parent needs none of it
    from loaders.sync import Mode, sync  # noqa: PLC0415

    with open_graph(graph_url) as graph:
        begun = time.monotonic()
        report = sync(galaxy, graph, mode=Mode[mode.upper()])
        seconds = time.monotonic() - begun
    streams = {name: asdict(stream) for name, stream in report.streams.items()}
    json.dump({"seconds": seconds, "streams": streams, "differences": report.differences}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
