"""The aggregate that SQLite gets for `loaders.checksums`: the hashes of rows, added up by chunk."""

from __future__ import annotations

import json
import marshal
from hashlib import blake2b
from typing import Any

FUNCTION = "lineage_row_sums"

BITS = 64
"""Of a hash, and of a sum of hashes."""


Value = int | float | str | bytes | None


class RowSums:
    """`lineage_row_sums(chunk, value, …)`: a JSON object {chunk: [rows, sum]}; keeps no rows and sorts none."""

    def __init__(self) -> None:
        self._sums: dict[int, list[int]] = {}

    def step(self, chunk: int, *values: Value) -> None:
        """Add a row; values of different types have different hashes."""
        digest = blake2b(marshal.dumps(values, 2), digest_size=BITS // 8).digest()
        found = self._sums.get(chunk)
        if found is None:
            found = self._sums[chunk] = [0, 0]
        found[0] += 1
        found[1] += int.from_bytes(digest)

    def finalize(self) -> str:
        """Return the sums."""
        return json.dumps({chunk: (rows, total % (1 << BITS)) for chunk, (rows, total) in self._sums.items()})


def register(connection: Any) -> None:
    """Let the statements of a `sqlite3` connection use the aggregate."""
    connection.create_aggregate(FUNCTION, -1, RowSums)
