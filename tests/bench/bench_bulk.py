"""Bulk files against PostgreSQL's own `COPY` of the same tables: python -m tests.bench.bench_bulk [datasets].

`COPY` sends whole tables, all their columns. It is timed twice: into files, as what is compared with it writes files
too, and thrown away, which is as fast as anything can read them.
"""

from __future__ import annotations

import os
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


def copy_out(url: str, folder: Path | None) -> tuple[int, float]:
    """Copy all tables out, into files of a folder or nowhere; return the number of rows and the seconds."""
    rows, begun = 0, monotonic()
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for table in (*COLUMNS.keys() - NOT_READ, AUDIT):
            cursor = connection.cursor()
            path = folder / table if folder else Path(os.devnull)
            with cursor.copy(f"COPY {table} TO STDOUT") as copy, path.open("wb") as file:
                file.writelines(copy)
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
            with tempfile.TemporaryDirectory(prefix="lineage-bench-") as folder:
                rows, copied = copy_out(url, Path(folder))
            _, away = copy_out(url, None)
            written, seconds = write_files(url)
            speeds = rows / copied, rows / away, rows / seconds
            lines.append((f"{turn}", rows, *speeds, copied / seconds, away / seconds, written, written / seconds))
    show(
        f"Bulk files of {datasets:,} datasets; rows of Galaxy's tables per second; wanted: to files ≥ {WANTED}",
        ("turn", "rows", "COPY to files", "thrown away", "bulk", "to files", "to away", "lines written", "lines/s"),
        lines,
    )


if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:2]))
