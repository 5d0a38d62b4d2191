"""The folder of a bulk load: files that grow under a temporary name, and get their own when all is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Final, NamedTuple

from cypher import EdgeRow, NodeRow
from loaders.bulk.columns import Columns, of_edges, of_nodes
from loaders.errors import BadFolder

INCOMPLETE: Final = "incomplete"
"""What the files lie in until the last one is written."""

BUFFER: Final = 2**18
"""Bytes that are written at once."""


class Table(NamedTuple):
    """What shares a header: the nodes of a label (then there is no target), or the edges of a type between two."""

    name: str
    source: str = ""
    target: str = ""

    @property
    def folder(self) -> str:
        """Where its files lie."""
        return "relationships" if self.source else "nodes"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "-".join(filter(None, self))


@cache
def node_columns(label: str) -> Columns[NodeRow]:
    """Return the columns of a label's nodes."""
    return of_nodes(label)


@cache
def edge_columns(table: Table) -> Columns[EdgeRow]:
    """Return the columns of a type's edges between two labels."""
    return of_edges(*table)


def header(table: Table) -> str:
    """Return the line that says what the columns are."""
    return edge_columns(table).header if table.source else node_columns(table.name).header


class Files:
    """The data files of one process; `part` tells them from those of others."""

    def __init__(self, folder: Path, part: int) -> None:
        """Nothing is opened yet."""
        self._folder, self._part = folder, part
        self._open: dict[Table, IO[bytes]] = {}
        self.longest = 0

    def write(self, table: Table, lines: bytes) -> None:
        """Append whole lines."""
        if table not in self._open:
            path = self._folder / table.folder / f"{table.stem}.{self._part}.csv"
            self._open[table] = path.open("ab", buffering=BUFFER)
        self._open[table].write(lines)
        self.longest = max(self.longest, len(lines))

    def close(self) -> None:
        """Write what is still in memory."""
        for file in self._open.values():
            file.close()


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder inside; afterwards what is in it takes its place, or it goes when something failed.

    Raises:
        BadFolder: it cannot be made or written, or there is something in it.
    """
    incomplete = folder / INCOMPLETE
    try:
        _make(folder, incomplete)
        try:
            yield incomplete
            for path in sorted(incomplete.iterdir(), key=lambda path: (path.is_file(), path.name)):  # the script last
                path.rename(folder / path.name)
        finally:
            shutil.rmtree(incomplete, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadFolder(f"{folder} cannot be written ({reason}): name another folder.") from error


def _make(folder: Path, incomplete: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if incomplete.exists():
        raise BadFolder(f"{folder} has files of a run that goes on or was killed: remove it, or name a new one.")
    if any(folder.iterdir()):
        raise BadFolder(f"{folder} is not empty: name a new folder for the files.")
    for inner in (incomplete, incomplete / "nodes", incomplete / "relationships"):
        inner.mkdir()
