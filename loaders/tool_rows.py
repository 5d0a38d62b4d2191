"""Rows of `tool_source`, read once in a run: de-duplicated rows have a hundred thousand uses, and long texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from more_itertools import chunked

from loaders import tools
from loaders.source import Row, Source
from loaders.tools import Identity, ToolText
from loaders.values import BadValue

AT_ONCE = 50
"""How many rows are read in one go; their texts are shared as soon as they are read."""

MOST_ROWS = 20_000
MOST_CHARACTERS = 16_000_000
"""How many rows, and characters of texts, are kept for the next batch."""


@dataclass(frozen=True, slots=True)
class ToolRow:
    """What a row says: its text, if there is one, what that calls its tool, and which it is, if its columns say so."""

    text: ToolText | None
    known: Identity | None
    is_trusted: bool
    problem: str | None = None
    name: str | None = None

    def own_identity(self) -> Identity | None:
        """Return which tool the row itself says it is, as far as one can trust it."""
        return self.known or (self.text.own_identity() if self.text and self.is_trusted else None)


class ToolRows:
    """A bounded memory of rows; rows with the same text share it."""

    def __init__(self, source: Source) -> None:
        """Nothing is read yet."""
        self._source = source
        self._forget()

    def read(self, ids: Iterable[int | None]) -> dict[int, ToolRow]:
        """Return these rows by id, as far as they exist."""
        wanted = {id_ for id_ in ids if isinstance(id_, int)}
        if len(self._rows) > MOST_ROWS or self._characters > MOST_CHARACTERS:
            self._forget()
        for some in chunked(sorted(wanted - self._rows.keys()), AT_ONCE):
            for row in self._source.lookup("tool_source", tools.COLUMNS, "id", some):
                self._rows[row["id"]] = self._shared(_read(self._source, row))
        return {id_: self._rows[id_] for id_ in wanted if id_ in self._rows}

    def _shared(self, row: ToolRow) -> ToolRow:
        text = row.text
        if text is None:
            return row
        if text not in self._texts:
            self._characters += len(text.text)
        return replace(row, text=self._texts.setdefault(text, text))

    def _forget(self) -> None:
        self._rows: dict[int, ToolRow] = {}
        self._texts: dict[ToolText, ToolText] = {}
        self._characters = 0


def _read(source: Source, row: Row) -> ToolRow:
    text, problem = None, None
    try:
        text = tools.tool_text(row["source"], row["source_class"])
    except BadValue as error:
        problem = f"source: {error}"
    is_trusted = not tools.may_be_merged(source, row)
    name = text.own_name() if text and is_trusted else None
    return ToolRow(text, tools.row_identity(row), is_trusted, problem, name)
