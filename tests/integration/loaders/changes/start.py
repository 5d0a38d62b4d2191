"""The database that changes begin with: a little of everything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from tests.integration.loaders.changes.server import LONG_AGO, Server
from tests.integration.loaders.changes.world import Change

FIRST = ("register", "register", "new_history", "new_history", "upload", "upload", "finish_job", "build_list")

STORY = (
    *FIRST,
    "share_history", "tag", "annotate", "restrict_dataset", "new_group", "gain_role", "copy_hda", "convert",
    "find_source", "build_list_of_pairs", "copy_hdca", "run_tool", "fail_job", "run_tool", "finish_job",
    "run_tool_on_collection", "run_tool_that_makes_collection", "fill_made_collection", "map_over", "map_makes_job",
    "fail_mapped_job", "map_makes_job", "map_is_populated", "map_over_nested", "map_makes_job", "map_over",
    "map_makes_job", "request", "request_makes_job", "request_is_submitted", "request", "request_fails",
    "request_map_over", "request_maps_over", "map_makes_job", "request_map_over", "request_maps_over_nothing",
    "request", "new_workflow", "invoke", "schedule_step", "schedule_step", "schedule_step", "schedule_step",
    "step_runs_workflow", "step_runs_job", "step_maps_over", "map_makes_job", "run_tool_that_makes_collection",
    "invoke", "schedule_step", "schedule_step", "schedule_step", "schedule_step",
)  # fmt: skip


def populate(server: Server) -> None:
    """Fill an empty database; that was long ago."""
    server.behind = LONG_AGO
    for kind in STORY:
        if not server.apply(Change(kind)):
            raise AssertionError(f"{kind}: nothing to change")


def make_empty_sqlite(sample: Path, target: Path) -> Path:
    """Make a database with the tables, indexes and triggers of the sample, and no rows."""
    with closing(sqlite3.connect(sample)) as old, closing(sqlite3.connect(target)) as new:
        for (ddl,) in old.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'trigger', rowid"
        ):
            new.execute(ddl)
        new.commit()
    return target


def empty_postgres(url: str) -> None:
    """Remove all rows of a Galaxy database, and let its ids begin anew."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        tables = ", ".join(f'"{name}"' for name in sa.inspect(connection).get_table_names())
        connection.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    engine.dispose()


def set_sequences(url: str) -> None:
    """Let PostgreSQL give ids above those that are in use; until now they were given here."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        inspector = sa.inspect(connection)
        for table in inspector.get_table_names():
            if "id" in {column["name"] for column in inspector.get_columns(table)}:
                sequence = f"pg_get_serial_sequence('\"{table}\"', 'id')"
                connection.execute(
                    sa.text(f'SELECT setval({sequence}, (SELECT COALESCE(MAX(id), 0) + 1 FROM "{table}"))')
                )
    engine.dispose()
