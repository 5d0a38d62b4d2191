"""The hash of a row, for checksums on SQLite, and the function that SQLite gets to add up such hashes."""

from __future__ import annotations

import marshal
from typing import Any

from xxhash import xxh3_64_intdigest

SUM = "lineage_sum"

BITS = 64
"""Of a hash, and of a sum of hashes."""


Value = int | float | str | bytes | None


def row_hash(values: tuple[Value, ...]) -> int:
    """Return the hash of a row; values of different types have different hashes."""
    return xxh3_64_intdigest(marshal.dumps(values, 2))


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
    """Let the statements of a `sqlite3` connection use the sum."""
    connection.create_aggregate(SUM, -1, Sum)
