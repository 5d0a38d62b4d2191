"""Tool sources that nobody ran; those that executions ran come with the executions (streams/captured.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loaders.batch import Batch
from loaders.keys import Name
from loaders.record import Record
from loaders.streams.base import CHARACTERS, Context, Stream
from loaders.streams.tool_nodes import ToolNodes
from loaders.tool_rows import ToolRow, ToolRows


class ToolSources(Stream):
    """tool_source → ToolSource, of rows without any use."""

    name = "tool_sources"
    table = "tool_source"
    columns = ()
    kinds = (("ToolSource", "ts"),)
    size = 500
    has_ids = False
    is_whole = False

    def __init__(self, context: Context) -> None:
        """Remember what rows without a use wanted: there are few."""
        super().__init__(context)
        self._rows, self._nodes = ToolRows(self.source), ToolNodes(self.source, self.keys)
        self._wanted: set[Name] = set()
        self._is_any_unreadable = False

    def load(self, records: Sequence[Record]) -> Batch:
        """(:ToolSource)."""
        batch, rows = Batch(), self._rows.read(self._unused(records))
        self._nodes.expect(row.known for row in rows.values())
        for record in records:
            batch.begin(record.id)
            if (row := rows.get(record.id)) is not None:
                self._add(batch, record, row)
        return batch

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The text of each tool that nobody ran."""
        lengths = self.source.length("tool_source", "source", "id", self._unused(records))
        return {row: int(length) // CHARACTERS for row, length in lengths.items()}

    def still_open(self, records: Sequence[Record]) -> set[int]:
        """Rows without a use: what they want must be known when the others' leftovers are removed."""
        return self._unused(records)

    def settle(self, batch: Batch) -> None:
        """Several rows may have the same text."""
        self._nodes.settle(batch)

    def orphans(self, unused: Iterable[Name]) -> set[Name]:
        """Return which of the nodes that no execution points at no row without a use has wanted.

        None while a row cannot be read: any of them may be its own.
        """
        if self._is_any_unreadable:
            return set()
        return set(unused) - self._wanted

    def _unused(self, records: Sequence[Record]) -> set[int]:
        ids = {record.id for record in records}
        return ids - self.generation.used_tool_sources(ids)

    def _add(self, batch: Batch, record: Record, row: ToolRow) -> None:
        if row.problem:
            record.note(row.problem)
            self._is_any_unreadable = True
        if row.text:
            identity = row.known or row.text.own_identity()
            self._wanted.add(self._nodes.add(batch, row.text, identity))
