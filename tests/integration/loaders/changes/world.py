"""One transaction of Galaxy: it picks rows, adds, changes and removes them.

Works on SQLite and PostgreSQL. What Galaxy's ORM does by itself is done here too: `create_time` and `update_time` of
the tables that have them. The triggers of the database write `history_audit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

import sqlalchemy as sa

from tests.integration.loaders.changes.ids import Ids

T = TypeVar("T")
Row = Mapping[str, Any]
Rule = Callable[["World", "Choice"], None]


class NothingToChangeError(Exception):
    """There is no row that this change could happen to."""


@dataclass(frozen=True, slots=True)
class Change:
    """One transaction of Galaxy: what happens, and a number that says to which rows."""

    kind: str
    seed: int = 0


CHANGES: dict[str, Rule] = {}
"""Everything that can happen, by name."""


def change(rule: Rule) -> Rule:
    """Add a rule to what can happen."""
    CHANGES[rule.__name__] = rule
    return rule


class Choice:
    """Picks by a seed; 0 picks the first everywhere, which is the newest row."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def number(self, below: int) -> int:
        self._seed, chosen = divmod(self._seed, below)
        return chosen

    def of(self, candidates: Sequence[T]) -> T:
        if not candidates:
            raise NothingToChangeError
        return candidates[self.number(len(candidates))]


class Schema:
    """The tables of this generation of Galaxy, and their columns."""

    def __init__(self, engine: sa.Engine) -> None:
        self._inspector = sa.inspect(engine)
        self.tables = frozenset(self._inspector.get_table_names())

    def columns(self, table: str) -> frozenset[str]:
        return frozenset(column["name"] for column in self._inspector.get_columns(table))


class World:
    """One transaction on the database."""

    def __init__(self, connection: sa.Connection, schema: Schema, time: datetime, ids: Ids | None = None) -> None:
        """`ids` gives the ids of new rows; without it the database does."""
        self.time = time
        self._connection, self._schema, self._ids = connection, schema, ids

    @property
    def now(self) -> str:
        return self.time.strftime("%Y-%m-%d %H:%M:%S.%f")

    def has(self, table: str, column: str | None = None) -> bool:
        """Tell whether this generation of Galaxy has a table, or a column of it."""
        return table in self._schema.tables and (column is None or column in self._schema.columns(table))

    def find(self, table: str, **equal: Any) -> list[Row]:
        """Return the rows with these values, the newest first."""
        tests = [f"{name} IS NULL" if value is None else f"{name} = :{name}" for name, value in equal.items()]
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        statement = f"SELECT * FROM {table}{where} ORDER BY id DESC"
        return [dict(row) for row in self._execute(statement, equal).mappings()]

    def get(self, table: str, id_: int) -> Row:
        return self.find(table, id=id_)[0]

    def add(self, table: str, **values: Any) -> int:
        """Insert a row and return its id; columns that this generation does not have are left out."""
        known = self._schema.columns(table)
        times = {name: self.now for name in ("create_time", "update_time") if name in known}
        values = {name: value for name, value in (times | values).items() if name in known}
        if self._ids:
            values["id"] = self._ids.take(table, self._highest(table))
        names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        return int(self._execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", values).scalar_one())

    def add_once(self, table: str, **values: Any) -> None:
        """Insert a row, unless there is one with these values."""
        if self.find(table, **values):
            raise NothingToChangeError
        self.add(table, **values)

    def set(self, table: str, id_: int, **values: Any) -> None:
        """Update a row, and its clock if it has one."""
        known = self._schema.columns(table)
        clock = {"update_time": self.now} if "update_time" in known else {}
        values = {name: value for name, value in (clock | values).items() if name in known}
        pairs = ", ".join(f"{name} = :{name}" for name in values)
        self._execute(f"UPDATE {table} SET {pairs} WHERE id = :id", values | {"id": id_})

    def remove(self, table: str, id_: int) -> None:
        self._execute(f"DELETE FROM {table} WHERE id = :id", {"id": id_})

    def run(self, statement: str, **values: Any) -> None:
        self._execute(statement, values)

    def name(self, what: str) -> str:
        """Return a text that was not there before."""
        return f"{what} {uuid4().hex[:8]}"

    def _highest(self, table: str) -> int:
        return int(self._execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}", {}).scalar_one())

    def _execute(self, statement: str, values: Mapping[str, Any]) -> sa.CursorResult[Any]:
        return self._connection.execute(sa.text(statement), values)
