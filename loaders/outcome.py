"""What became of the rows of one write: in order, quarantined, late or open; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from cypher import Change
from loaders.batch import Batch
from loaders.quarantine import reason_of
from loaders.record import Record

LATE = frozenset({"COPIED_TO", "CONVERTED_TO", "SUBINVOCATION_OF"})
"""Edges between two nodes of one stream: the other end may come later in it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ids of rows: why they are quarantined, which wait for another row, and which were written."""

    quarantined: dict[int, str] = field(default_factory=dict)
    late: frozenset[int] = frozenset()
    written: AbstractSet[int] = frozenset()
    unresolved: int = 0
    """References to something that is not there."""


def outcome_of(
    records: Iterable[Record],
    batch: Batch,
    change: Change,
    waiting: Iterable[str] = (),
    created: AbstractSet[int] = frozenset(),
) -> Outcome:
    """Say what became of the rows of a batch.

    Args:
        records: the rows.
        batch: what they wanted.
        change: what the graph made of it.
        waiting: types of edges whose other end may come later.
        created: rows that wanted something new besides, which the batch does not name.
    """
    waiting = frozenset(waiting)
    problems = {
        record.id: [*record.problems, *noted]
        for record in records
        if (noted := batch.problems.get(record.id, [])) or record.problems
    }
    late, unresolved = set[int](), 0
    for edge in change.dangling:
        rows = batch.rows[edge.owner[1]]
        if edge.type in waiting:
            late |= rows
            continue
        unresolved += 1
        for row in rows:
            problems.setdefault(row, []).append(f"{edge.type}: no {short(edge.other)}")
    quarantined = {row: reason_of(found) for row, found in problems.items()}
    return Outcome(quarantined, frozenset(late), created | batch.written(change.keys_written), unresolved)


def given_up(record: Record, error: Exception) -> Outcome:
    """Quarantine a row as a whole."""
    return Outcome({record.id: reason_of([*record.problems, f"{type(error).__name__}: {error}"])})


def short(key: str) -> str:
    """Return a key without its instance."""
    return key.partition("/")[2]


def ids_of(records: Sequence[Record]) -> list[int]:
    """Return the ids of rows."""
    return [record.id for record in records]
