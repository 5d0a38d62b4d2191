"""Garbage in any column that is read: every stream still loads the rest of its rows."""

from __future__ import annotations

import shutil

import pytest

from loaders.source import Source
from loaders.streams import STREAMS
from tests.unit.loaders.galaxy import Galaxy

GARBAGE = ("'garbage'", "x'ff00'", "9e99", "-1")

FOUND_BY_HALVING = {("user_role_association", "role_id"), ("group_role_association", "role_id")}
"""Columns whose garbage quarantines a row as a whole, which the tests of the quarantine cover."""


@pytest.fixture(scope="module")
def columns(demo_sqlite) -> list[tuple[str, str]]:
    """All columns that any stream reads."""
    read: set[tuple[str, str]] = set()
    select = Source._select
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Source,
            "_select",
            lambda self, table, names: read.update((table.name, name) for name in names) or select(self, table, names),
        )
        for stream in STREAMS:
            Galaxy(demo_sqlite).load(stream)
    return sorted(column for column in read if column[1] != "id" and column not in FOUND_BY_HALVING)


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_any_column(demo_sqlite, tmp_path, columns, garbage):
    """One row of each table is all garbage; the first rows are those that others refer to."""
    galaxy = Galaxy(shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite"))
    with galaxy.open() as source:
        columns = [(table, column) for table, column in columns if source.has(table, column)]
    for table, column in columns:
        galaxy.run(f"UPDATE OR IGNORE {table} SET {column} = {garbage} WHERE rowid = (SELECT min(rowid) FROM {table})")
    for stream in STREAMS:
        loaded = galaxy.load(stream)
        assert loaded.batch.nodes
