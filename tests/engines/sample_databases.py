"""The databases of real Galaxy servers that the tests read."""

from __future__ import annotations

import lzma
import shutil
from pathlib import Path

import pytest

from cypher import Graph
from loaders.sync import sync

REPOSITORY = Path(__file__).parent.parent.parent
DEMO = REPOSITORY / "loaders" / "sample" / "galaxy-demo.sqlite.xz"
SHARED = REPOSITORY.parent / "shared"
"""Data that may not be committed (it holds the XML of tools that come with Galaxy) lies beside the repository."""

ORACLE_SQLITE = SHARED / "data" / "galaxy-26.1.2.sqlite.xz"
ORACLE_POSTGRES = SHARED / "data" / "galaxy-26.1.2.pg15.sql.xz"


def shared_file(path: Path) -> Path:
    """Return the path; skip the test where the file is not beside the repository."""
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository, in ../shared")
    return path


def unpacked(source: Path, folder: Path) -> Path:
    """Unpack an `.xz` file into the folder and return where it lies."""
    target = folder / source.stem
    with lzma.open(source) as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


INSTANCES = {"demo": DEMO, "main": ORACLE_SQLITE}
"""How the databases are called in the graph that the reading tests share."""


def load(graph: Graph, folder: Path) -> None:
    """Load every sample that is there, each as an instance of its own."""
    for instance, packed in INSTANCES.items():
        if packed.exists():
            sync(f"sqlite:///{unpacked(packed, folder)}", graph, instance=instance)
