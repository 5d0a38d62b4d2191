"""What a stream is: one source table, read in the order of its ids, and what its rows want in the graph."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from loaders.batch import Batch
from loaders.generations.base import Generation
from loaders.ids import Ids
from loaders.keys import Keys, Name
from loaders.record import Record
from loaders.source import Source
from loaders.values import shown

CHARACTERS = 1000
"""So many characters weigh as much as one job, element or input."""


def weight_of(value: object) -> int:
    """Return what a text, or the bytes of one, weigh."""
    return len(value) // CHARACTERS if isinstance(value, str | bytes | memoryview) else 0


@dataclass(frozen=True, slots=True)
class Context:
    """What every stream needs: the open source, the keys of this server, and its generation."""

    source: Source
    keys: Keys
    generation: Generation


class Stream(ABC):
    """Rows of `table` → nodes and edges. One row's node has the row's id in its key."""

    name: ClassVar[str]
    table: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]
    kinds: ClassVar[tuple[tuple[str, str], ...]]
    """(label, kind) of the nodes that rows of this table make: those of rows that are gone are removed."""

    size: ClassVar[int] = 1000
    """Rows in a batch."""

    references: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(column, table) of ids that are no edge by themselves: a row that names nothing must be told."""

    is_whole: ClassVar[bool] = True
    """Whether every row has a node of the first kind, unless it is quarantined."""

    has_ids: ClassVar[bool] = True
    """Whether the nodes have the rows' ids, so that those of rows that are gone are found by ranges of ids."""

    def __init__(self, context: Context) -> None:
        """Work in this context."""
        self.source = context.source
        self.keys = context.keys
        self.generation = context.generation

    @abstractmethod
    def load(self, records: Sequence[Record]) -> Batch:
        """Look up what belongs to these rows and return what they want."""

    def note_strays(self, records: Sequence[Record]) -> None:
        """Note the rows that name a row which is not there."""
        by_id = {record.id: record for record in records}
        ids = Ids.of(by_id)
        for column, table in self.references:
            for id_, value in self.source.strays(self.table, column, table, "id", ids):
                by_id[id_].note(f"{column}: no {table} {shown(value)}")

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:  # noqa: ARG002 - most rows weigh the same
        """Return how much belongs to each row, where that can be a lot: a batch is cut so that it stays bounded."""
        return {}

    def still_open(self, records: Sequence[Record]) -> set[int]:  # noqa: ARG002 - most rows have a clock
        """Return the rows that may still change without a clock: they are read again at the next sync."""
        return set()

    def settle(self, batch: Batch) -> None:  # noqa: B027 - most streams need not know
        """Take note that a batch is in the graph now."""

    def orphans(self, unused: Iterable[Name]) -> set[Name]:  # noqa: ARG002 - nodes with an id have no orphans
        """Return which nodes are to be removed, of those that have no id and that nothing in the graph points at.

        Only right after a run over all rows of the table.
        """
        return set()
