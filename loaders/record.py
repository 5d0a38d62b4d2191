"""One source row, read column by column; a value that its column cannot mean is noted and left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from loaders import values
from loaders.source import Row
from loaders.values import BadValue, Json

T = TypeVar("T")

Readers = Mapping[str, Callable[[Any], Any]]
"""Columns, and how each is read: functions of `values`."""


class Record:
    """A row of a stream's table, with the problems that reading it met."""

    __slots__ = ("id", "problems", "row")

    def __init__(self, row: Row) -> None:
        """`row` has the integer column `id`."""
        self.row = row
        self.id = int(row["id"])
        self.problems: list[str] = []

    def read(self, readers: Readers) -> dict[str, Any]:
        """Return the columns that are not NULL: one call for a row, not one for each column, is twice as fast."""
        row = self.row
        try:
            return {column: read(value) for column, read in readers.items() if (value := row[column]) is not None}
        except BadValue:
            return self._what_can_be_read(readers)

    def _what_can_be_read(self, readers: Readers) -> dict[str, Any]:
        """Return the same, without the values that are noted."""
        row, found = self.row, {}
        for column, read in readers.items():
            if (value := row[column]) is not None:
                try:
                    found[column] = read(value)
                except BadValue as problem:
                    self.note(f"{column}: {problem}")
        return found

    def text(self, column: str) -> str | None:
        """Return a text column."""
        return self._read(column, values.as_text)

    def integer(self, column: str) -> int | None:
        """Return a whole number."""
        return self._read(column, values.as_integer)

    def boolean(self, column: str) -> bool | None:
        """Return a boolean; None for NULL, which old rows have."""
        return self._read(column, values.as_boolean)

    def time(self, column: str) -> str | None:
        """Return a time in the graph's form."""
        return self._read(column, values.as_time)

    def uuid(self, column: str) -> str | None:
        """Return a uuid with dashes."""
        return self._read(column, values.as_uuid)

    def json(self, column: str) -> Json:
        """Return a JSON value."""
        return self._read(column, values.as_json)

    def twice_json(self, column: str) -> Json:
        """Return a JSON value that may have been encoded twice."""
        return self._read(column, values.as_twice_json)

    def json_text(self, column: str, value: Json) -> str | None:
        """Return the canonical text of a value that came from this column."""
        try:
            return values.as_json_text(value)
        except BadValue as problem:
            self.note(f"{column}: {problem}")
            return None

    def note(self, problem: str) -> None:
        """Remember that something about this row is wrong."""
        if problem not in self.problems:
            self.problems.append(problem)

    def _read(self, column: str, read: Callable[[Any], T]) -> T | None:
        try:
            return read(self.row[column])
        except BadValue as problem:
            self.note(f"{column}: {problem}")
            return None
