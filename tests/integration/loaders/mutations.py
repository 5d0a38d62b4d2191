"""Random damage to a Galaxy database (SQLite, foreign keys off), and which rows must be quarantined for it."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.integration.loaders.columns import HDA, HDCA, MEMBERS, TABLES, WIS, Column, Shared
from tests.integration.loaders.garbage import GARBAGE, Garbage

Row = tuple[str, int]
"""A stream and the id of one of its rows."""


PLAIN = ("text", "integer", "boolean", "time", "uuid")
SHOWN_TWICE = ("job", "create_time")
"""The time of an execution too, which is read again when the job's clock moves."""

BYTES = Garbage(b"\xff\x00", frozenset())


class Mutation(NamedTuple):
    """A value in one column of one row."""

    table: str
    row: int
    column: Column
    garbage: Garbage


STRUCTURES = f"""
    INSERT INTO {MEMBERS} SELECT high + id, implicit_collection_jobs_id, job_id, order_index
        FROM {MEMBERS}, (SELECT max(id) AS high FROM {MEMBERS}) WHERE id % 7 = 0;
    INSERT INTO job_to_input_dataset (job_id, dataset_id, name)
        SELECT job_id, dataset_id, name FROM job_to_input_dataset WHERE id % 5 = 0;
    INSERT INTO job_to_output_dataset (job_id, dataset_id, name)
        SELECT job_id, dataset_id, name FROM job_to_output_dataset WHERE id % 5 = 0;
    INSERT INTO dataset_collection_element (dataset_collection_id, hda_id, element_index, element_identifier)
        SELECT dataset_collection_id, hda_id, element_index, element_identifier
        FROM dataset_collection_element WHERE id % 11 = 0;
    UPDATE {HDA} SET copied_from_history_dataset_association_id = id WHERE id % 50 = 1;
    UPDATE {HDA} SET copied_from_history_dataset_association_id = id + 1 WHERE id % 50 = 2;
    UPDATE {HDA} SET copied_from_history_dataset_association_id = id - 1 WHERE id % 50 = 3;
    UPDATE {HDCA} SET copied_from_history_dataset_collection_association_id =
        (SELECT min(later.id) FROM {HDCA} later WHERE later.id > {HDCA}.id) WHERE id % 9 = 0;
    INSERT INTO workflow_invocation_to_subworkflow_invocation_association
        (workflow_invocation_id, subworkflow_invocation_id)
        SELECT a.id, b.id FROM workflow_invocation a, workflow_invocation b;
"""
"""Rows that are there twice, copies of oneself, in circles of two and of many, runs that contain each other."""


class Mutator:
    """Damages one database. `certain` and `possible` are the rows that must, or may, be quarantined."""

    def __init__(self, path: Path, random: Random) -> None:
        self.db = sqlite3.connect(path)
        self.db.text_factory = lambda found: found.decode("utf-8", "replace")
        self.random = random
        self.mutations: list[Mutation] = []
        _forget_constraints(self.db)
        self.columns = [
            (table, column)
            for table, known in TABLES.items()
            for column in (*known.columns, *([Column(known.link, "link")] if known.link else ()))
            if column.name in self.names(table)
        ]
        self.rows = {table: self.ids(table) for table in {table for table, _ in self.columns}}

    def names(self, table: str) -> set[str]:
        return {row[1] for row in self.db.execute(f"PRAGMA table_info('{table}')")}

    def ids(self, table: str) -> list[int]:
        return [row[0] for row in self.db.execute(f"SELECT rowid FROM {table}")]

    def mutate(self, count: int) -> None:
        """Put so many values where they do not belong, each in a column of its own row."""
        seen: set[tuple[str, int, str]] = set()
        columns = [(table, column) for table, column in self.columns if self.rows[table]]
        while len(self.mutations) < count:
            table, column = self.random.choice(columns)
            row = self.random.choice(self.rows[table])
            if (table, row, column.name) not in seen:
                seen.add((table, row, column.name))
                self._put(Mutation(table, row, column, self._garbage(column)))
        self.db.commit()

    def spoil(self, count: int) -> None:
        """Put bytes into columns that no other row depends on."""
        columns = [
            (table, column)
            for table, column in self.columns
            if column.is_certain and column.kind in PLAIN and self.rows[table] and (table, column.name) != SHOWN_TWICE
        ]
        for table, column in self.random.sample(columns, count):
            self._put(Mutation(table, self.random.choice(self.rows[table]), column, BYTES))
        self.db.commit()

    def entangle(self) -> None:
        """Add duplicates and cycles."""
        self.db.executescript(STRUCTURES)
        self.db.commit()

    def quarantined(self) -> tuple[dict[Row, set[str]], set[Row]]:
        """Return the rows that must be quarantined, with the columns that are to blame, and those that may be."""
        certain: dict[Row, set[str]] = defaultdict(set)
        possible: set[Row] = set()
        for mutation in self.mutations:
            if not self._is_bad(mutation):
                continue
            for owner in self._owners(mutation):
                if mutation.column.is_certain:
                    certain[owner].add(mutation.column.name)
                else:
                    possible.add(owner)
        return certain, possible

    def count(self, table: str) -> int:
        found = self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] if self.names(table) else 0
        return int(found)

    def is_there(self, table: str, id_: str) -> bool:
        """Tell whether a row exists, by the text of its id."""
        return re.fullmatch(r"-?\d{1,19}", id_) is not None and bool(
            self.db.execute(f"SELECT 1 FROM {table} WHERE CAST(id AS TEXT) = ?", (id_,)).fetchone()
        )

    def _put(self, mutation: Mutation) -> None:
        table, row, column, (value, _, as_text) = mutation
        expression = "CAST(? AS TEXT)" if as_text else "?"
        statement = f"UPDATE OR IGNORE {table} SET {column.name} = {expression} WHERE rowid = ?"
        if self.db.execute(statement, (value, row)).rowcount:  # else another row has the value, which is unique
            self.mutations.append(mutation)

    def _garbage(self, column: Column) -> Garbage:
        if column.kind in ("id", "link") and self.random.random() < 0.5:
            table = column.table if column.table in self.rows else self.random.choice(list(self.rows))
            return Garbage(self.random.choice(self.rows[table or ""] or [1]), frozenset({"id", "link"}))
        return self.random.choice(GARBAGE)

    def _is_bad(self, mutation: Mutation) -> bool:
        table, row, column, garbage = mutation
        if column.kind == "link":
            return False
        if column.kind != "id" or column.table is None:
            return column.kind not in garbage.fits
        if not self.names(column.table):
            return False
        missing = f"{column.name} IS NOT NULL AND {column.name} NOT IN (SELECT id FROM {column.table})"
        return bool(self.db.execute(f"SELECT 1 FROM {table} WHERE rowid = ? AND {missing}", (row,)).fetchone())

    def _owners(self, mutation: Mutation) -> Iterator[Row]:
        known = TABLES[mutation.table]
        for stream, owners, columns in (Shared(known.stream, known.owners), *known.shared):
            for owner in self._found(owners.format(id=mutation.row)):
                if mutation.column.name in (columns or {mutation.column.name}) and self._is_row(stream, owner):
                    yield stream, owner

    def _is_row(self, stream: str, owner: object) -> bool:
        return self.is_there(self.home(stream), str(owner))

    def _found(self, statement: str) -> list[object]:
        try:
            return [row[0] for row in self.db.execute(statement)]
        except sqlite3.OperationalError:  # another generation
            return []

    def home(self, stream: str) -> str:
        """Return the table of a stream."""
        if stream == "step_executions":
            return WIS
        return next(table for table, known in TABLES.items() if known.stream == stream)


def _forget_constraints(db: sqlite3.Connection) -> None:
    """Let every column be NULL and every value be there twice, as SQLite itself does not allow afterwards."""
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'")
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = OFF")
    db.commit()
