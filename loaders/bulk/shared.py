"""Nodes without a Galaxy id (tool sources), which many rows want: each process writes one, in the end one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from loaders.bulk.files import BUFFER, Table

Name = tuple[str, str]
"""Label and key."""


class Places(NamedTuple):
    """Which row wanted a node first (place of the stream, id), and where its line is."""

    first: tuple[int, int]
    start: int
    length: int


class SharedNodes:
    """The shared nodes that one process met: as many as there are versions of tools."""

    def __init__(self, folder: Path, part: int) -> None:
        """Nothing was met."""
        self._file: IO[bytes] = _path(folder, part).open("wb", buffering=BUFFER)
        self._places: dict[Name, Places] = {}
        self._end = 0

    def add(self, name: Name, line: bytes, row: tuple[int, int]) -> None:
        """Write a node, unless this was done."""
        if name not in self._places:
            self._places[name] = Places(row, self._end, len(line))
            self._file.write(line)
            self._end += len(line)

    def close(self) -> Mapping[Name, Places]:
        """Write what is still in memory, and say where all are."""
        self._file.close()
        return self._places


def merge(folder: Path, parts: Mapping[int, Mapping[Name, Places]]) -> None:
    """Write each node once, as the first row wanted it; the files of the parts go."""
    firsts: dict[Name, tuple[int, int]] = {}
    for places in parts.values():
        for name, place in places.items():
            firsts[name] = min(place.first, firsts.get(name, place.first))
    for part, places in parts.items():
        _copy(folder, part, {name: place for name, place in places.items() if firsts[name] == place.first})
        _path(folder, part).unlink()


def _copy(folder: Path, part: int, chosen: Mapping[Name, Places]) -> None:
    by_label: dict[str, list[Places]] = {}
    for (label, _), place in chosen.items():
        by_label.setdefault(label, []).append(place)
    with _path(folder, part).open("rb") as lines:
        for label, places in by_label.items():
            table = Table(label)
            with (folder / table.folder / f"{table.stem}.{part}.csv").open("wb", buffering=BUFFER) as file:
                _copy_lines(lines, file, places)


def _copy_lines(lines: IO[bytes], file: IO[bytes], places: Iterable[Places]) -> None:
    for place in places:
        lines.seek(place.start)
        file.write(lines.read(place.length))


def _path(folder: Path, part: int) -> Path:
    return folder / f"shared.{part}"
