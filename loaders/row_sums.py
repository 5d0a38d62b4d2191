"""The functions that SQLite gets for `loaders.checksums`: the hashes of rows, added up, or added up by chunk."""

from __future__ import annotations

import json
import marshal
from hashlib import blake2b
from typing import Any

ROW_SUMS = "lineage_row_sums"
SUM = "lineage_sum"

BITS = 64
"""Of a hash, and of a sum of hashes."""


Value = int | float | str | bytes | None


def row_hash(values: tuple[Value, ...]) -> int:
    """Return the hash of a row; values of different types have different hashes."""
    return int.from_bytes(blake2b(marshal.dumps(values, 2), digest_size=BITS // 8).digest())


class RowSums:
    """`lineage_row_sums(chunk, value, …)`: a JSON object {chunk: [rows, sum]}; keeps no rows and sorts none."""

    def __init__(self) -> None:
        self._sums: dict[int, list[int]] = {}

    def step(self, chunk: Value, *values: Value) -> None:
        """Add a row; SQLite may hold anything in a column of ids, and such a row belongs to no chunk."""
        if not isinstance(chunk, int):
            return
        found = self._sums.get(chunk)
        if found is None:
            found = self._sums[chunk] = [0, 0]
        found[0] += 1
        found[1] += row_hash(values)

    def finalize(self) -> str:
        """Return the sums."""
        return json.dumps({chunk: (rows, total % (1 << BITS)) for chunk, (rows, total) in self._sums.items()})


class Sum:
    """`lineage_sum(value, …)`: the sum of the hashes of rows, in hexadecimal: SQLite's integers are too short."""

    def __init__(self) -> None:
        self._sum = 0

    def step(self, *values: Value) -> None:
        """Add a row."""
        self._sum += row_hash(values)

    def finalize(self) -> str:
        """Return the sum."""
        return f"{self._sum % (1 << BITS):x}"


def register(connection: Any) -> None:
    """Let the statements of a `sqlite3` connection use both."""
    connection.create_aggregate(ROW_SUMS, -1, RowSums)
    connection.create_aggregate(SUM, -1, Sum)
