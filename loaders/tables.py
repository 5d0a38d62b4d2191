"""The tables and columns that this Galaxy has: introspected, so that a database that is half migrated works.

What is lacking reads as NULL (galaxy/records.md 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from loaders.connection import translated

AS_TEXT = {("job", "tool_state"), ("workflow", "doi")}
"""Columns of the engine's own JSON type: read as text, so that both engines give the same."""


COLUMNS: Mapping[str, str] = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": """
        SELECT t.relname, c.attname
        FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_attribute c ON c.attrelid = t.oid
        WHERE t.relkind IN ('r', 'p') AND pg_table_is_visible(t.oid) AND n.nspname <> 'pg_catalog'
        AND c.attnum > 0 AND NOT c.attisdropped
        """,
}
"""Asks for (table, column), readable or not: all in one statement, which table by table took a third of a second."""


class Tables:
    """What is there, and how it is selected from."""

    def __init__(self, connection: sa.Connection) -> None:
        """Look at the tables and their columns."""
        found = defaultdict[str, set[str]](set)
        with translated():
            for table, column in connection.exec_driver_sql(COLUMNS[connection.dialect.name]):
                found[table].add(column)
        self._columns = dict(found)
        self._relations: dict[str, sa.TableClause] = {}

    def has(self, table: str, column: str | None = None) -> bool:
        """Tell whether the database has this table, or this column of it."""
        return table in self._columns and (column is None or column in self._columns[table])

    def relation(self, table: str) -> sa.TableClause:
        """Return a table with the columns that it has."""
        if table not in self._relations:
            self._relations[table] = sa.table(table, *(sa.column(name) for name in sorted(self._columns[table])))
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


def order(relation: sa.TableClause) -> list[sa.ColumnElement[Any]]:
    """Return by what rows are ordered: their id, where they have one."""
    return [relation.c.id] if "id" in relation.c else []
