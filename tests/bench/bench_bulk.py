"""Bulk files against PostgreSQL's own `COPY` of the same tables: python -m tests.bench.bench_bulk [datasets].

`COPY` sends whole tables, all their columns, and what comes is thrown away: nothing can read them faster.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import monotonic

import psycopg

from loaders.bulk.load import write
from tests.bench.databases import postgres
from tests.bench.galaxy.tables import AUDIT, COLUMNS
from tests.bench.table import show

WANTED = 0.15
TURNS = 3
NOT_READ = {"workflow_step_input", "workflow_step_connection"}
"""Tables that are filled, but that the loader has no use for."""


def copy_out(url: str) -> tuple[int, float]:
    """Copy all tables out; return the number of rows and the seconds."""
    rows, begun = 0, monotonic()
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for table in (*COLUMNS.keys() - NOT_READ, AUDIT):
            cursor = connection.cursor()
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                for _ in copy:
                    pass
            rows += cursor.rowcount
    return rows, monotonic() - begun


def write_files(url: str) -> tuple[int, float]:
    """Write bulk files; return the number of their lines and the seconds."""
    with tempfile.TemporaryDirectory(prefix="lineage-bench-") as folder:
        begun = monotonic()
        write(url, Path(folder) / "files")
        seconds = monotonic() - begun
        files = [path for path in Path(folder).rglob("*.csv") if ".header" not in path.name]
        return sum(path.read_bytes().count(b"\n") for path in files), seconds


def main(datasets: int = 100_000) -> None:
    """Take turns and print a line for each."""
    lines = []
    with postgres(datasets) as url:
        for turn in range(1, TURNS + 1):
            rows, copied = copy_out(url)
            written, seconds = write_files(url)
            lines.append((f"{turn}", rows, rows / copied, rows / seconds, copied / seconds, written, written / seconds))
    show(
        f"Bulk files of {datasets:,} datasets; rows of Galaxy's tables per second; wanted: ratio ≥ {WANTED}",
        ("turn", "rows", "COPY rows/s", "bulk rows/s", "ratio", "lines written", "lines/s"),
        lines,
    )


if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:2]))
