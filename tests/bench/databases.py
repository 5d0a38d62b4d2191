"""The databases that the benches read: made once, kept, and copied before work goes on in them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from tests.bench.galaxy import generate
from tests.bench.table import say

FOLDER = Path(os.environ.get("GALAXY_LINEAGE_BENCH") or Path(tempfile.gettempdir()) / "galaxy-lineage-bench")
"""Where made-up databases are kept: about 165 MB for 10^5 datasets."""


def sqlite_database(datasets: int) -> Path:
    """Return a made-up database of this size; it is made when it is not there."""
    path = FOLDER / f"galaxy-{datasets}.sqlite"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        say(f"making {path}")
        generate(f"sqlite:///{path}.new", datasets)
        path.with_name(path.name + ".new").rename(path)
    return path


def copy_of(path: Path, folder: Path) -> str:
    """Copy a database, so that work can go on in it; return its URL."""
    return f"sqlite:///{shutil.copy(path, folder)}"
