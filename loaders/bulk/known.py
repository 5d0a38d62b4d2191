"""Which nodes there are, a bit for each: so edges to items that do not exist are found in bounded memory.

The bits lie in files that all processes of a run map: each sets those of the ids it reads, and none of these share a
byte, for the ranges that are handed out begin at multiples of eight. 10^8 ids take 12.5 MB.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

MOST: Final = 2**36
"""Ids up to this are bits (8 GB, as a file with holes); higher ones, which only SQLite can have, a set."""


class Kind(NamedTuple):
    """What tells the nodes of one table: their label, and the kind of record in their key."""

    label: str
    kind: str


def prepare(folder: Path, highest: Mapping[Kind, int]) -> None:
    """Make the files, with all bits clear."""
    folder.mkdir()
    for kind, id_ in highest.items():
        with _file(folder, kind).open("wb") as file:
            file.truncate(min(id_, MOST) // 8 + 1)


class Known:
    """The bits, as one process maps them; what has none (no id, or one above `MOST`) is known to this process only."""

    def __init__(self, folder: Path, kinds: Iterable[Kind], instance: str) -> None:
        """Map the files."""
        self._bits = {(kind.label, f"{instance}/{kind.kind}"): _mapped(_file(folder, kind)) for kind in kinds}
        self._others: set[tuple[str, str]] = set()

    def add(self, label: str, key: str) -> None:
        """Remember a node."""
        start, _, id_ = key.rpartition("/")
        bits = self._bits.get((label, start))
        if bits is None or (byte := int(id_) >> 3) >= len(bits):
            self._others.add((label, key))
        else:
            bits[byte] |= 1 << (int(id_) & 7)

    def has(self, label: str, key: str) -> bool:
        """Tell whether a node is there."""
        start, _, id_ = key.rpartition("/")
        bits = self._bits.get((label, start))
        if bits is None or not 0 <= (byte := int(id_) >> 3) < len(bits):
            return (label, key) in self._others
        return bool(bits[byte] & 1 << (int(id_) & 7))

    def close(self) -> None:
        """Let go of the files."""
        for bits in self._bits.values():
            bits.close()


def _file(folder: Path, kind: Kind) -> Path:
    return folder / "-".join(kind)


def _mapped(path: Path) -> mmap.mmap:
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 0)
