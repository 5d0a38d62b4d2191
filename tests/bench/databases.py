"""The Galaxy databases that the benches read and let grow."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.bench.galaxy import REQUESTED, generate
from tests.bench.table import say
from tests.engines import postgres_server

FOLDER = Path(os.environ.get("GALAXY_LINEAGE_BENCH") or Path(tempfile.gettempdir()) / "galaxy-lineage-bench")
"""Where made-up databases are kept: about 165 MB for 10^5 datasets."""


@contextmanager
def sqlite(datasets: int) -> Iterator[str]:
    """Yield the URL of a copy of a made-up database, which is made once."""
    kept = FOLDER / f"galaxy-{datasets}.sqlite"
    if not kept.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        say(f"making {kept}")
        generate(f"sqlite:///{kept}.new", datasets)
        kept.with_name(f"{kept.name}.new").rename(kept)
    with tempfile.TemporaryDirectory(prefix="lineage-bench-") as folder:
        yield f"sqlite:///{shutil.copy(kept, folder)}"


@contextmanager
def postgres(datasets: int, requested: float = REQUESTED) -> Iterator[str]:
    """Yield the URL of a made-up database on a PostgreSQL of the tests."""
    with postgres_server.running() as server, postgres_server.new_database(server, "bench") as url:
        say(f"making a database of {datasets:,} datasets on PostgreSQL")
        generate(url := url.replace("postgresql://", "postgresql+psycopg://"), datasets, requested=requested)
        yield url


SOURCES: dict[str, Callable[[int], AbstractContextManager[str]]] = {"sqlite": sqlite, "postgres": postgres}
