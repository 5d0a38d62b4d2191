"""The tables and columns that this Galaxy has: introspected, so that a database that is half migrated works.

What is lacking reads as NULL (galaxy/records.md 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from loaders.connection import translated

AS_TEXT = {("job", "tool_state"), ("workflow", "doi")}
"""Columns of the engine's own JSON type: read as text, so that both engines give the same."""


class Tables:
    """What is there, and how it is selected from."""

    def __init__(self, connection: sa.Connection) -> None:
        """Look at the tables; columns are looked at when first asked for."""
        with translated():
            self._inspector = sa.inspect(connection)
            self._tables = frozenset(self._inspector.get_table_names())
        self._columns: dict[str, frozenset[str]] = {}
        self._relations: dict[str, sa.TableClause] = {}

    def has(self, table: str, column: str | None = None) -> bool:
        """Tell whether the database has this table, or this column of it."""
        return table in self._tables and (column is None or column in self._names(table))

    def relation(self, table: str) -> sa.TableClause:
        """Return a table with the columns that it has."""
        if table not in self._relations:
            self._relations[table] = sa.table(table, *(sa.column(name) for name in sorted(self._names(table))))
        return self._relations[table]

    def select(self, relation: sa.TableClause, columns: Sequence[str]) -> sa.Select[Any]:
        """Select columns, each once."""
        return sa.select(*(self.column(relation, name) for name in dict.fromkeys(columns)))

    def column(self, relation: sa.TableClause, name: str) -> sa.ColumnElement[Any]:
        """Return a column, or NULL with its name."""
        if name not in relation.c:
            return sa.null().label(name)
        column = relation.c[name]
        is_json = (relation.name, name) in AS_TEXT
        return sa.cast(column, sa.Text).label(name) if is_json else column

    def _names(self, table: str) -> frozenset[str]:
        if table not in self._columns:
            with translated():
                found = self._inspector.get_columns(table)
            self._columns[table] = frozenset(column["name"] for column in found)
        return self._columns[table]


def order(relation: sa.TableClause) -> list[sa.ColumnElement[Any]]:
    """Return by what rows are ordered: their id, where they have one."""
    return [relation.c.id] if "id" in relation.c else []
