"""Garbage in any column that is read: every stream still loads the rest of its rows."""

from __future__ import annotations

import shutil

import pytest

from loaders.streams.tool_executions import NoStepExecutions
from loaders.streams.tool_sources import ToolSources
from loaders.tables import Tables
from tests.unit.loaders.galaxy import Galaxy
from tests.unit.loaders.migrations import migrate

GARBAGE = ("'garbage'", "x'ff00'", "9e99", "-1")

MAY_BE_EMPTY = {NoStepExecutions, ToolSources}
"""Nothing is read for it; where tool sources were merged, the one that is left is the garbage."""

FOUND_BY_HALVING = {("user_role_association", "role_id"), ("group_role_association", "role_id")}
"""Columns whose garbage quarantines a row as a whole, which the tests of the quarantine cover."""


@pytest.fixture(scope="module", params=["G1", "G2c", "G2f", "G3", "STEP_STATE"])
def sample(request, demo_sqlite, tmp_path_factory) -> Galaxy:
    """The sample, as a later generation."""
    galaxy = Galaxy(shutil.copy(demo_sqlite, tmp_path_factory.mktemp("garbage") / "galaxy.sqlite"))
    if request.param != "G1":
        migrate(galaxy.path, request.param)
    if request.param == "STEP_STATE":
        galaxy.run("UPDATE workflow_invocation_step SET request = '{}', request_state = 'validated'")
    return galaxy


@pytest.fixture(scope="module")
def columns(sample) -> list[tuple[str, str]]:
    """All columns that any stream reads."""
    read: set[tuple[str, str]] = set()
    select = Tables.select
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Tables,
            "select",
            lambda self, table, names: read.update((table.name, name) for name in names) or select(self, table, names),
        )
        for stream in sample.streams():
            sample.load(stream)
    return sorted(column for column in read if column[1] != "id" and column not in FOUND_BY_HALVING)


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_any_column(sample, tmp_path, columns, garbage):
    """One row of each table is all garbage; the first rows are those that others refer to."""
    galaxy = Galaxy(shutil.copy(sample.path, tmp_path / "galaxy.sqlite"))
    with galaxy.open() as source:
        columns = [(table, column) for table, column in columns if source.has(table, column)]
    for table, column in columns:
        galaxy.run(f"UPDATE OR IGNORE {table} SET {column} = {garbage} WHERE rowid = (SELECT min(rowid) FROM {table})")
    for stream in galaxy.streams():
        loaded = galaxy.load(stream)
        assert loaded.batch.nodes or stream in MAY_BE_EMPTY
