"""The migrations that Galaxy's branches run on a database of 26.1, and those back to older ones (galaxy/records.md 4).

Written in the SQL of SQLite; `Postgres` says the same to PostgreSQL.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
from sqlalchemy.engine import make_url

TYPES = {"INTEGER PRIMARY KEY": "SERIAL PRIMARY KEY", "BLOB": "BYTEA", "DATETIME": "TIMESTAMP", "?": "%s"}
"""What SQLite calls otherwise."""


class Postgres:
    """A connection to PostgreSQL that understands these statements."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, statement: str, values: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        for theirs, ours in TYPES.items():
            statement = statement.replace(theirs, ours)
        if statement.startswith("DROP TABLE") or " DROP COLUMN " in statement:
            statement += " CASCADE"
        return self._connection.execute(cast("LiteralString", statement), values or None)


Database = sqlite3.Connection | Postgres
Step = Callable[[Database], None]

REQUEST_STATE = "ALTER TABLE tool_request ADD COLUMN request_state VARCHAR(32)"
HOSTS = ("tool_request", "job", "workflow_invocation_step")
TES_ID = "tool_execution_state_id"
MEMBERS = "implicit_collection_jobs_job_association"


def m1(db: Database) -> None:
    """0b49ffb1e890: identity columns, without data."""
    for column in ("tool_id VARCHAR(255)", "tool_version VARCHAR(255)", "dynamic_tool_id INTEGER"):
        db.execute(f"ALTER TABLE tool_source ADD COLUMN {column}")


def m2_early(db: Database) -> None:
    """28885b317f78 of the TES branch as it was: three hosts, the request keeps its payload."""
    db.execute(
        "CREATE TABLE tool_execution_state (id INTEGER PRIMARY KEY, create_time DATETIME, update_time DATETIME,"
        " request BLOB, state VARCHAR(32))"
    )
    for host in HOSTS:
        db.execute(f"ALTER TABLE {host} ADD COLUMN {TES_ID} INTEGER REFERENCES tool_execution_state (id)")
    db.execute(
        "INSERT INTO tool_execution_state SELECT id, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, request, 'validated'"
        " FROM tool_request WHERE request IS NOT NULL"
    )
    db.execute(f"UPDATE tool_request SET {TES_ID} = id WHERE request IS NOT NULL")
    db.execute(
        f"UPDATE job SET {TES_ID} = tool_request_id WHERE tool_request_id IN (SELECT id FROM tool_execution_state)"
    )


def m2_late(db: Database) -> None:
    """28885b317f78 of the TES branch as it became: ICJs name the TES, their jobs do not; the payload has moved."""
    m2_early(db)
    db.execute(f"ALTER TABLE implicit_collection_jobs ADD COLUMN {TES_ID} INTEGER")
    db.execute(
        f"UPDATE implicit_collection_jobs SET {TES_ID} = (SELECT CASE WHEN COUNT(DISTINCT j.{TES_ID}) = 1"
        f" THEN MIN(j.{TES_ID}) END FROM {MEMBERS} m JOIN job j ON j.id = m.job_id"
        " WHERE m.implicit_collection_jobs_id = implicit_collection_jobs.id)"
    )
    owned = f"SELECT id FROM implicit_collection_jobs WHERE {TES_ID} IS NOT NULL"
    db.execute(
        f"UPDATE job SET {TES_ID} = NULL WHERE id IN"
        f" (SELECT job_id FROM {MEMBERS} WHERE implicit_collection_jobs_id IN ({owned}))"
    )
    db.execute(f"UPDATE workflow_invocation_step SET {TES_ID} = NULL WHERE implicit_collection_jobs_id IN ({owned})")
    drop_column(db, "tool_request", "request")


def m3(db: Database) -> None:
    """29fe58dda936: identity hashes; rows with the same three columns become one."""
    db.execute("ALTER TABLE tool_source ADD COLUMN identity_hash VARCHAR(255) NOT NULL DEFAULT ''")
    columns = "id, tool_id, tool_version, dynamic_tool_id"
    for id_, tool, version, dynamic in db.execute(f"SELECT {columns} FROM tool_source ORDER BY id").fetchall():
        found = ("dynamic", str(dynamic)) if dynamic is not None else ("static", tool or "", version or "")
        digest = sha256("\0".join(found).encode()).hexdigest()
        db.execute("UPDATE tool_source SET identity_hash = ? WHERE id = ?", (digest, id_))
    twin = "t.hash = s.hash AND t.source_class = s.source_class AND t.identity_hash = s.identity_hash"
    db.execute(
        "UPDATE tool_request SET tool_source_id = COALESCE((SELECT MIN(t.id) FROM tool_source s JOIN tool_source t"
        f" ON {twin} WHERE s.id = tool_request.tool_source_id), tool_source_id)"
    )
    db.execute(
        "DELETE FROM tool_source WHERE id IN"
        f" (SELECT s.id FROM tool_source s JOIN tool_source t ON {twin} AND t.id < s.id)"
    )
    db.execute("CREATE UNIQUE INDEX uq_tool_source ON tool_source (hash, source_class, identity_hash)")


def m4(db: Database) -> None:
    """395148707459: the tool source moves from the request to the TES; a TES without one is deleted."""
    db.execute("ALTER TABLE tool_execution_state ADD COLUMN tool_source_id INTEGER")
    db.execute(
        "UPDATE tool_execution_state SET tool_source_id = (SELECT tool_source_id FROM tool_request"
        f" WHERE {TES_ID} = tool_execution_state.id LIMIT 1)"
    )
    lost = "SELECT id FROM tool_execution_state WHERE tool_source_id IS NULL"
    db.execute(f"UPDATE workflow_invocation_step SET {TES_ID} = NULL WHERE {TES_ID} IN ({lost})")
    db.execute("DELETE FROM tool_execution_state WHERE tool_source_id IS NULL")
    drop_column(db, "tool_request", "tool_source_id")


def m5(db: Database) -> None:
    """10c4cd393d5a: TRICA becomes TEICA; each host names a TES once. Fails on a batch of several jobs."""
    m5_without_job(db)
    db.execute(f"CREATE UNIQUE INDEX uq_job ON job ({TES_ID})")


def m5_without_job(db: Database) -> None:
    """The same without the constraint that no batch can meet (G2f)."""
    trica = "tool_request_implicit_collection_association"
    db.execute(
        "CREATE TABLE tool_execution_implicit_collection_association (id INTEGER PRIMARY KEY,"
        f" {TES_ID} INTEGER NOT NULL, dataset_collection_id INTEGER NOT NULL, output_name VARCHAR(255) NOT NULL)"
    )
    db.execute(
        f"INSERT INTO tool_execution_implicit_collection_association ({TES_ID}, dataset_collection_id, output_name)"
        f" SELECT r.{TES_ID}, a.dataset_collection_id, a.output_name FROM {trica} a"
        f" JOIN tool_request r ON r.id = a.tool_request_id WHERE r.{TES_ID} IS NOT NULL"
    )
    db.execute(f"DROP TABLE {trica}")
    for host in ("tool_request", "implicit_collection_jobs", "workflow_invocation_step"):
        db.execute(f"CREATE UNIQUE INDEX uq_{host} ON {host} ({TES_ID})")


def lose_batches(db: Database) -> None:
    """What the ORM of the branch does to a batch: only the last job keeps the link."""
    db.execute(
        f"UPDATE job SET {TES_ID} = NULL WHERE EXISTS"
        f" (SELECT 1 FROM job later WHERE later.{TES_ID} = job.{TES_ID} AND later.id > job.id)"
    )


def g3(db: Database) -> None:
    """28885b317f78 of mainline: request_state, and the same merge of tool sources."""
    db.execute(REQUEST_STATE)
    m1(db)
    m3(db)


def step_state(db: Database) -> None:
    """28885b317f78 of an early TES branch: payloads on workflow steps."""
    db.execute("ALTER TABLE workflow_invocation_step ADD COLUMN request BLOB")
    db.execute("ALTER TABLE workflow_invocation_step ADD COLUMN request_state VARCHAR(32)")


def without_classes(db: Database) -> None:
    """Back before 566b691307a5: requests and TRICA."""
    drop_column(db, "job", "tool_state")
    drop_column(db, "tool_source", "source_class")


def without_trica(db: Database) -> None:
    """Back before 1d1d7bf6ac02: requests only."""
    db.execute("DROP TABLE tool_request_implicit_collection_association")


def without_requests(db: Database) -> None:
    """Back before 7ffd33d5d144: jobs and map-overs only, and some columns that came with it."""
    drop_column(db, "job", "tool_request_id")
    drop_column(db, "history", "archived")
    for table in ("tool_request", "tool_source"):
        db.execute(f"DROP TABLE {table}")


def without_sources(db: Database) -> None:
    """Half way to nowhere: requests whose tool sources are gone."""
    db.execute("DROP TABLE tool_source")


OLDER: dict[str, tuple[Step, ...]] = {
    "G1b": (without_classes,),
    "G1a": (without_classes, without_trica),
    "G0": (without_classes, without_trica, without_requests),
    "G1 without sources": (without_sources,),
    "G1b without states": (lambda db: drop_column(db, "job", "tool_state"),),
}

GENERATIONS: dict[str, tuple[Step, ...]] = {
    "G2a": (m1,),
    "G2b early": (m1, m2_early),
    "G2b": (m1, m2_late),
    "G2c early": (m1, m2_early, m3),
    "G2c": (m1, m2_late, m3),
    "G2d": (m1, m2_late, m3, m4),
    "G2e": (m1, m2_late, m3, m4, lose_batches, m5),
    "G2f": (m1, m2_late, m3, m4, m5_without_job),
    "G3": (g3,),
    "STEP_STATE": (step_state,),
}

HALF: dict[str, tuple[Step, ...]] = {
    "G2b without M1": (m2_late,),
    "G2d without M3": (m1, m2_late, m4),
    "G2f without M3": (m1, m2_late, m4, m5_without_job),
    "G3 without identities": (lambda db: db.execute(REQUEST_STATE) and None,),
    "G3 with STEP_STATE": (g3, step_state),
}
"""Databases that are half migrated: whatever comes first."""


def migrate(path: Path, generation: str) -> None:
    """Bring a database of Galaxy 26.1 to a later generation."""
    with closing(sqlite3.connect(path)) as db:
        for step in steps_of(generation):
            step(db)
        db.commit()


def migrate_postgres(url: str, generation: str) -> None:
    """The same on PostgreSQL."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        for step in steps_of(generation):
            step(Postgres(connection))


def steps_of(generation: str) -> tuple[Step, ...]:
    """Return what makes the generation out of a database of 26.1."""
    return (OLDER | GENERATIONS | HALF)[generation]


def drop_column(db: Database, table: str, column: str) -> None:
    """Drop a column; on SQLite make the table anew without it and its foreign key, as alembic does."""
    if isinstance(db, Postgres):
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        return
    (ddl,) = db.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()
    kept = re.sub(rf",\s*CONSTRAINT \w+ FOREIGN KEY\({column}\) REFERENCES \w+ \(\w+\)", "", ddl)
    kept = re.sub(rf"\s{column} [^,]+,", " ", kept)
    names = ", ".join(row[1] for row in db.execute(f"PRAGMA table_info('{table}')") if row[1] != column)
    db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    db.execute(kept)
    db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM old_{table}")
    db.execute(f"DROP TABLE old_{table}")
