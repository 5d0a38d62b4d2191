"""Checksums on both engines: every change of what is declared is seen, in the chunks of its owners and in no other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations, product

import pytest
import sqlalchemy as sa

from loaders.checksums import STREAMS, chunk_sums, owners, parts_of
from loaders.checksums.pairs import Keys, Paths, Range, select_rows
from loaders.checksums.reach import Around, Part, Shared, Within
from loaders.checksums.sums import engine_of
from loaders.row_sums import register
from loaders.source import Source

pytestmark = pytest.mark.service

ALL = Range(0, 10_000)

CHANGED = {
    "integer": "coalesce({0}, 0) + 100000",
    "bigint": "coalesce({0}, 0) + 100000",
    "numeric": "coalesce({0}, 0) + 1",
    "boolean": "NOT coalesce({0}, false)",
    "timestamp without time zone": "coalesce({0}, timestamp '2026-01-01') + interval '1 microsecond'",
    "bytea": "coalesce({0}, '') || ' '::bytea",
    "jsonb": "'{{\"changed\": true}}'",
    "character": "md5(coalesce({0}, ''))",
    "text": "coalesce({0}, '') || 'x'",
}
"""A new value for each type of PostgreSQL; anything else is text. SQLite takes text in every column."""


@pytest.fixture(params=["sqlite", "postgresql", "postgresql that hashes no rows"])
def galaxy(request, tmp_path, monkeypatch) -> Iterator[Changing]:
    """A database of Galaxy 26.1 that one may change: nothing is committed."""
    if "hashes no rows" in request.param:
        monkeypatch.setattr("loaders.checksums.sums.HASHES_ROWS", (99,))
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("oracle_sqlite"), tmp_path / "galaxy.sqlite")
        engine = sa.create_engine(f"sqlite:///{path}")
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    else:
        engine = sa.create_engine(request.getfixturevalue("own_postgres"))
    with engine.connect() as connection:
        if request.param != "sqlite":
            connection.exec_driver_sql("SET session_replication_role = replica")  # ids may name nothing
        yield Changing(connection)
        connection.rollback()
    engine.dispose()


def _prepare(connection, _record):
    connection.isolation_level = None
    register(connection)


class Changing:
    """A database inside a transaction that never ends."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection, self.source = connection, Source(connection)

    def run(self, statement: str) -> None:
        self.connection.exec_driver_sql(statement)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back what is changed inside."""
        with self.connection.begin_nested() as nested:
            yield
            nested.rollback()

    def sums(self, part: Part | Shared) -> dict[int, tuple[int, int]]:
        """The sum of a part for each single owner."""
        rows = select_rows(Paths(self.source, ALL), part)
        if rows is None:
            return {}
        engine = engine_of(self.source)
        return {found.chunk: (found.rows, found.sum) for found in engine.sums(self.source, {0: rows}, 1)}

    def change(self, table: str, column: str, where: str) -> None:
        self.run(f"UPDATE {table} SET {column} = {self._new(table, column)} WHERE {where}")

    def _new(self, table: str, column: str) -> str:
        if self.source.dialect == "sqlite":
            return f"coalesce({column}, '') || 'x'"
        types = "SELECT data_type FROM information_schema.columns WHERE table_name = '{}' AND column_name = '{}'"
        kind = self.connection.exec_driver_sql(types.format(table, column)).scalar_one()
        return CHANGED.get(kind, CHANGED["text"]).format(column)


def places(galaxy: Changing, part: Part | Shared) -> Iterator[tuple[Part, dict[int, set[int]]]]:
    """Yield each part, also those inside a shared one, with the owners of each of its rows by id."""
    if isinstance(part, Part):
        if (rows := select_rows(Paths(galaxy.source, ALL), part)) is not None and "id" in rows.subquery().c:
            yield part, grouped((row[1], row[0]) for row in galaxy.source.select(rows))
        return
    pairs = Paths(galaxy.source, ALL).pairs(part.of)
    if pairs is None:
        return
    of = grouped((key, owner) for owner, key in galaxy.source.select(sa.select(pairs.c.owner, pairs.c.key)))
    for inner in part.parts:
        rows = select_rows(Paths(galaxy.source, Keys(pairs)), inner)
        if rows is not None:
            found = ((row[1], owner) for row in galaxy.source.select(rows) for owner in of[row[0]])
            yield inner, grouped(found)


def grouped(pairs) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found


@pytest.mark.parametrize("stream", STREAMS)
def test_every_column_of_every_part_counts(galaxy, stream):
    """One row in the middle of each part: its owners' sums change, and nobody else's."""
    for part in parts_of(galaxy.source, stream):
        before = galaxy.sums(part)
        for inner, rows in places(galaxy, part):
            moves = isinstance(inner.of, Within | Around)
            ids = sorted(row for row in rows if row is not None)
            for column in inner.columns if ids else ():
                if not galaxy.source.has(inner.table, column) or column in ("id", *dict(inner.where)):
                    continue
                row = ids[len(ids) // 2]
                with galaxy.undone():
                    galaxy.change(inner.table, column, f"id = {row}")
                    after = galaxy.sums(part)
                changed = {owner for owner in before.keys() | after.keys() if before.get(owner) != after.get(owner)}
                assert changed >= rows[row], (inner.table, column)
                assert moves or is_way(part, inner.table, column) or changed == rows[row], (inner.table, column)


def is_way(part: Part | Shared, table: str, column: str) -> bool:
    """Whether the column may also lead to other rows."""
    return isinstance(part, Shared) and (table, column) not in {
        (inner.table, name) for inner in part.parts for name in inner.columns if not name.endswith("_id")
    }


@pytest.mark.parametrize("stream", STREAMS)
def test_rows_that_go_and_come_are_seen(galaxy, stream):
    for part in parts_of(galaxy.source, stream):
        before = galaxy.sums(part)
        for inner, rows in places(galaxy, part):
            if not (ids := sorted(row for row in rows if row is not None)):
                continue
            with galaxy.undone():
                galaxy.run(f"DELETE FROM {inner.table} WHERE id = {ids[0]}")
                after = galaxy.sums(part)
            assert {o for o in before if before[o] != after.get(o)} >= rows[ids[0]], inner.table


TEXTS = (None, "", "0", "a,", ",a", '"', "\\")


def test_nothing_empty_and_zero_are_told_apart_in_each_place(galaxy):
    """Two text columns side by side: every pair of values has a text of its own."""
    seen = {}
    update = sa.text("UPDATE history_tag_association SET user_tname = :one, user_value = :other WHERE id = 1")
    for one, other in product(TEXTS, TEXTS):
        galaxy.connection.execute(update, {"one": one, "other": other})
        text = str(chunk_sums(galaxy.source, "histories", 0, 1000, 1000))
        assert seen.setdefault(text, (one, other)) == (one, other)
    assert len(seen) == len(TEXTS) ** 2


def test_values_that_change_places_between_rows_are_seen(galaxy):
    ids = owners(galaxy.source, "histories", 0, 10)[:3]
    names, seen = ("one", "two", "three"), set()
    for order in permutations(names):
        for history, name in zip(ids, order, strict=True):
            galaxy.run(f"UPDATE history SET name = '{name}' WHERE id = {history}")
        seen.add(chunk_sums(galaxy.source, "histories", 0, 1000, 1000)[0])
    assert len(seen) == 6


def test_a_change_is_in_its_own_chunk(galaxy):
    before = chunk_sums(galaxy.source, "datasets", 0, 10_000, 100)
    of = "SELECT dataset_id FROM history_dataset_association WHERE id = 150"
    galaxy.run(f"UPDATE dataset SET state = 'paused' WHERE id = ({of})")
    after = chunk_sums(galaxy.source, "datasets", 0, 10_000, 100)
    changed = [chunk for chunk in before if before[chunk] != after[chunk]]
    assert 1 in changed


def test_chunks_cut_a_range(galaxy):
    whole = chunk_sums(galaxy.source, "datasets", 0, 499, 100)
    assert set(whole) == {0, 1, 2, 3, 4}
    for chunk, text in whole.items():
        assert chunk_sums(galaxy.source, "datasets", chunk * 100, chunk * 100 + 99, 100) == {chunk: text}
    assert chunk_sums(galaxy.source, "datasets", 100, 299, 100) == {1: whole[1], 2: whole[2]}
    assert chunk_sums(galaxy.source, "datasets", 100, 149, 100)[1] != whole[1]
    assert chunk_sums(galaxy.source, "datasets", 5000, 9000, 100) == {}
    assert chunk_sums(galaxy.source, "datasets", 9, 0, 100) == {}


def test_only_what_has_no_clock(galaxy):
    before = chunk_sums(galaxy.source, "datasets", 0, 1000, 100, clockless_only=True)
    galaxy.run("UPDATE history_dataset_association SET name = 'new'")
    assert chunk_sums(galaxy.source, "datasets", 0, 1000, 100, clockless_only=True) == before
    galaxy.run("DELETE FROM history_dataset_association_tag_association")
    after = chunk_sums(galaxy.source, "datasets", 0, 1000, 100, clockless_only=True)
    assert after != before


def test_collections_inside_each_other_end(galaxy):
    galaxy.run("UPDATE dataset_collection_element SET child_collection_id = dataset_collection_id, hda_id = NULL")
    galaxy.run("UPDATE dataset_collection_element SET dataset_collection_id = 1, child_collection_id = 2 WHERE id = 1")
    galaxy.run("UPDATE dataset_collection_element SET dataset_collection_id = 2, child_collection_id = 1 WHERE id = 2")
    for stream in ("collections", "jobs", "tool_requests"):
        assert chunk_sums(galaxy.source, stream, 0, 1000, 1000)
