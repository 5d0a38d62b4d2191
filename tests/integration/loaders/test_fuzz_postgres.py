"""Rows that PostgreSQL can hold and the graph cannot: told, not stopped by, and read again until they heal."""

from __future__ import annotations

import lzma

import psycopg
import pytest
from sqlalchemy.engine import make_url

from loaders.sync import Mode, sync
from tests.engines import postgres_dump, sample_databases
from tests.integration.loaders.content import content, text
from tests.integration.loaders.test_fuzz import reasons_of

pytestmark = pytest.mark.service

HDA = "history_dataset_association"
FREE = """
DO $$ DECLARE r record; BEGIN
    FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint WHERE contype = 'f' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.name, r.conname);
    END LOOP;
    FOR r IN SELECT c.table_name, c.column_name FROM information_schema.columns c
        WHERE c.table_schema = 'public' AND c.is_nullable = 'NO' AND c.column_name <> 'id' AND c.table_name IN
        ('job', 'tool_request', 'tool_source', 'dataset_permissions', 'implicit_collection_jobs', 'dataset_collection',
        'tool_request_implicit_collection_association', 'workflow_invocation', 'workflow_invocation_step') LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I DROP NOT NULL', r.table_name, r.column_name);
    END LOOP;
END $$
"""
"""Without foreign keys; and without NOT NULL, as in tables that old migrations made."""

DAMAGE: tuple[tuple[str, str, int, str], ...] = (
    # statement for one row, its stream, its id, what the reason says
    (f"UPDATE {HDA} SET create_time = 'infinity' WHERE id = 1", "datasets", 1, "create_time: 'infinity'"),
    (f"UPDATE {HDA} SET update_time = '-infinity' WHERE id = 2", "datasets", 2, "update_time: '-infinity'"),
    (f"UPDATE {HDA} SET update_time = 'infinity' WHERE id = 3", "datasets", 3, "update_time: 'infinity'"),
    (f"UPDATE {HDA} SET create_time = '10000-01-01' WHERE id = 4", "datasets", 4, "create_time: '10000-01-01"),
    (f"UPDATE {HDA} SET create_time = '0044-03-15 BC' WHERE id = 5", "datasets", 5, "create_time: '0044-03-15"),
    (f"UPDATE {HDA} SET dataset_id = 999999 WHERE id = 6", "datasets", 6, "dataset 999999 does not exist"),
    (f"UPDATE {HDA} SET history_id = -1 WHERE id = 7", "datasets", 7, "IN_HISTORY: no history/-1"),
    (
        f"UPDATE dataset SET file_size = 'NaN' WHERE id = (SELECT dataset_id FROM {HDA} WHERE id = 8)",
        "datasets",
        8,
        "dataset file_size: Decimal('NaN')",
    ),
    (
        (
            "INSERT INTO dataset_permissions (dataset_id, role_id, action)"
            f" SELECT dataset_id, NULL, 'access' FROM {HDA} WHERE id = 11"
        ),
        "datasets",
        11,
        "role_id: an access role that is none",
    ),
    ("UPDATE job SET create_time = 'infinity' WHERE id = 1", "jobs", 1, "create_time: 'infinity'"),
    ("UPDATE job SET tool_request_id = 999999 WHERE id = 2", "jobs", 2, "tool_request_id: no tool_request 999999"),
    (
        "UPDATE tool_request SET request = '\\xff00' WHERE id = 1",
        "tool_requests",
        1,
        "request: b'\\xff\\x00' is no JSON",
    ),
    ("UPDATE tool_request SET request = '[]'::bytea WHERE id = 2", "tool_requests", 2, "request: a list"),
    ("UPDATE tool_request SET request = '{\"a\": 1e999}'::bytea WHERE id = 3", "tool_requests", 3, "request: "),
    ("UPDATE tool_request SET tool_source_id = 999999 WHERE id = 4", "tool_requests", 4, "tool_source 999999"),
    (
        'UPDATE tool_request SET request = \'{"x": {"src": "dce", "id": 99999999999999999999}}\'::bytea WHERE id = 5',
        "tool_requests",
        5,
        "no collection element 99999999999999999999",
    ),
    ("UPDATE workflow_invocation SET workflow_id = 999999 WHERE id = 1", "invocations", 1, "OF_WORKFLOW: no wf/999999"),
    ("UPDATE history SET user_id = 999999 WHERE id = 1", "histories", 1, "OWNS: no user/999999"),
)

HARMLESS = (
    "UPDATE job SET tool_state = '5' WHERE id = 3",
    "UPDATE job SET tool_state = '\"text\"' WHERE id = 4",
    "UPDATE job SET tool_state = 'null' WHERE id = 5",
    "UPDATE job SET tool_state = '[{}]' WHERE id = 6",
    "UPDATE job SET tool_id = NULL, state = NULL, tool_version = NULL, history_id = NULL WHERE id = 7",
    "UPDATE tool_request SET request = NULL, state = NULL, history_id = NULL WHERE id = 6",
    "UPDATE tool_request SET request = '\\\\x7b7d'::text::bytea WHERE id = 7",
    "UPDATE implicit_collection_jobs SET populated_state = NULL WHERE id = 1",
    "UPDATE dataset_collection SET collection_type = NULL, populated_state = NULL WHERE id = 1",
    f"UPDATE {HDA} SET deleted = NULL, visible = NULL, hid = NULL, name = NULL WHERE id = 9",
)
"""NULLs everywhere, and JSON of every kind where any may be."""


def execute(url, *statements):
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_damage_is_told_and_heals(local_graph, own_postgres, oracle_postgres):
    execute(own_postgres, FREE, *HARMLESS, *(statement for statement, *_ in DAMAGE))
    report = sync(own_postgres, local_graph)
    reasons = reasons_of(local_graph)
    for statement, stream, row, reason in DAMAGE:
        assert reason in reasons[stream, row], statement
    for name, stream in report.streams.items():
        assert stream.read == stream.written + stream.unchanged + stream.quarantined, name
        assert stream.quarantined == sum(found == name for found, _ in reasons), name
    assert content(local_graph).nodes["Job"]["job/3"]["tool_state"] == "5"
    again = sync(own_postgres, local_graph)
    assert reasons_of(local_graph) == reasons
    assert sum(stream.written for stream in again.streams.values()) == 0
    assert sync(oracle_postgres, local_graph, mode=Mode.FULL).losses == []
    healed = text(local_graph)
    assert sync(oracle_postgres, local_graph, mode=Mode.FULL).losses == []
    assert text(local_graph) == healed


def test_changes_are_seen_although_a_clock_says_infinity(local_graph, own_postgres):
    execute(own_postgres, f"UPDATE {HDA} SET update_time = 'infinity' WHERE id = 3")
    sync(own_postgres, local_graph)
    execute(own_postgres, f"UPDATE {HDA} SET name = 'renamed', update_time = now() AT TIME ZONE 'UTC' WHERE id = 10")
    sync(own_postgres, local_graph)
    assert content(local_graph).nodes["Dataset"]["hda/10"]["name"] == "renamed"
    execute(own_postgres, f"UPDATE {HDA} SET update_time = now() AT TIME ZONE 'UTC' WHERE id = 3")
    assert sync(own_postgres, local_graph).losses == []


@pytest.fixture
def ascii_postgres(postgres_url):
    """The same rows in a database that does not check what text is."""
    packed = sample_databases.shared_file(sample_databases.ORACLE_POSTGRES)
    server = make_url(postgres_url)
    made = "CREATE DATABASE bytes ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    execute(server, "DROP DATABASE IF EXISTS bytes", made)
    url = server.set(database="bytes").render_as_string(hide_password=False)
    with lzma.open(packed, "rt") as dump:
        postgres_dump.load(dump, url)
    yield url.replace("postgresql://", "postgresql+psycopg://", 1)
    execute(server, "DROP DATABASE bytes WITH (FORCE)")


def test_text_that_nobody_checked(local_graph, ascii_postgres, oracle_postgres):
    sync(oracle_postgres, local_graph)
    expected = text(local_graph)
    report = sync(ascii_postgres, local_graph, mode=Mode.FULL)
    assert sum(stream.written for stream in report.streams.values()) == 0
    execute(
        ascii_postgres,
        "UPDATE history SET name = 'caf' || chr(195) WHERE id = 1",
        "UPDATE job_parameter SET value = chr(255) WHERE id = (SELECT min(id) FROM job_parameter)",
    )
    report = sync(ascii_postgres, local_graph, mode=Mode.FULL)
    assert (report.streams["histories"].quarantined, report.streams["jobs"].quarantined) == (1, 1)
    assert content(local_graph).nodes["History"]["history/1"]["name"] == "caf�"
    assert reasons_of(local_graph)["histories", 1] == "History.name: text that is no UTF-8"
    sync(oracle_postgres, local_graph, mode=Mode.FULL)
    assert text(local_graph) == expected
