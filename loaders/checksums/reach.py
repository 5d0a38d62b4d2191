"""How one gets from a row of a stream to the rows of other tables that belong to it; declarations only.

A reach stands for pairs (owner, key): `owner` is the id of a row of the stream's own table, `key` a value that
columns of other tables name. It is made into a statement by `loaders.checksums.pairs`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """The row itself: its key is its id."""


@dataclass(frozen=True, slots=True)
class Through:
    """Rows of `table` whose column `by` is a key of `of`; their keys are in `column`."""

    table: str
    by: str
    column: str
    of: Reach = Own()


@dataclass(frozen=True, slots=True)
class Within:
    """The dataset collections that are the keys of `of`, and all collections inside them at any depth."""

    of: Reach


@dataclass(frozen=True, slots=True)
class Around:
    """The dataset collections that are the keys of `of`, and all collections that hold them at any height."""

    of: Reach


@dataclass(frozen=True, slots=True)
class Either:
    """The pairs of all of these, each once."""

    reaches: tuple[Reach, ...]


Reach = Own | Through | Within | Around | Either

OWN = Own()


def either(*reaches: Reach) -> Reach:
    """Return what any of these reaches."""
    return Either(reaches)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table that belong to the rows of a stream: those whose column `by` is a key of `of`.

    Args:
        table: where they are.
        by: the column that names the key.
        columns: what is read of them; `id` need not be said.
        of: how the stream's rows lead there; by default `by` names the row of the stream itself.
        where: columns that must have a value, for tables of which only some rows are read.
        unless: (table, column) whose values must not be the row's id.
        newest: of all rows with one key only the greatest value of the one column counts.
        clockless: rows can change or vanish without any sign in a clock or in a higher id.
        having: belongs to the stream only in a Galaxy with this table.
        lacking: belongs to the stream only in a Galaxy without this table.
    """

    table: str
    by: str
    columns: tuple[str, ...] = ()
    of: Reach = OWN
    where: tuple[tuple[str, str], ...] = ()
    unless: tuple[tuple[str, str], ...] = ()
    newest: bool = False
    clockless: bool = False
    having: str | None = None
    lacking: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """Parts that many rows of a stream share: of what the rows lead to by `of`. They are hashed once, not for each."""

    of: Reach
    parts: tuple[Part, ...]

    @property
    def table(self) -> str:
        """The table of what is shared: that of the first part."""
        return self.parts[0].table

    @property
    def clockless(self) -> bool:
        """Whether rows can change without a sign."""
        return any(part.clockless for part in self.parts)


@dataclass(frozen=True, slots=True)
class Rows:
    """A stream: its own table, everything that its rows' content in the graph depends on, and when there is one."""

    parts: tuple[Part | Shared, ...]
    needs: tuple[str, ...] = ()
    """The table, or table and column, without which there is no such stream."""

    @property
    def table(self) -> str:
        """The stream's own table: that of the first part."""
        return self.parts[0].table
