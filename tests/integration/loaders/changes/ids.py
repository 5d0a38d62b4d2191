"""The ids of new rows: taken when a transaction begins, so that a lower one may commit after a higher one."""

from __future__ import annotations

from collections import defaultdict


class Sequences:
    """The ids that were given, per table."""

    def __init__(self, *, reuses: bool) -> None:
        """`reuses`: the highest id is given again when its row is gone, as SQLite does."""
        self._given: dict[str, int] = defaultdict(int)
        self._reuses = reuses

    def next(self, table: str, in_use: int) -> int:
        """Return an id above all that are in use."""
        given = max(in_use, self._given[table]) + 1
        if not self._reuses:
            self._given[table] = given
        return given

    def keep(self, taken: dict[str, list[int]]) -> None:
        """Give nobody else these ids."""
        for table, ids in taken.items():
            self._given[table] = max(self._given[table], *ids)


class Ids:
    """The ids that one transaction takes: those that were kept for it first."""

    def __init__(self, sequences: Sequences, kept: dict[str, list[int]] | None = None) -> None:
        self.taken: dict[str, list[int]] = defaultdict(list)
        self._sequences = sequences
        self._kept = {table: list(ids) for table, ids in (kept or {}).items()}

    def take(self, table: str, in_use: int) -> int:
        kept = self._kept.get(table)
        taken = kept.pop(0) if kept else self._sequences.next(table, in_use)
        self.taken[table].append(taken)
        return taken
