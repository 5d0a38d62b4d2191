"""A Galaxy database is never written to, and a production server is not held up."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
import pytest
import sqlalchemy as sa

from loaders.connection import connect, meant
from loaders.errors import LoadersError, SourceConflict, SourceLocked, SourcePooled
from loaders.notifications import Notifications
from loaders.session import SESSION, WHERE_KNOWN
from loaders.source import open_source

WRITES = (
    "INSERT INTO history (id) VALUES (0)",
    "UPDATE history SET name = 'x'",
    "DELETE FROM history",
    "CREATE TABLE ours (id int)",
    "DROP TABLE history",
    "CREATE INDEX ours ON history (name)",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def galaxy_url(request) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('demo_sqlite')}"
    return request.getfixturevalue("oracle_postgres")


@pytest.mark.service
@pytest.mark.parametrize("statement", WRITES)
def test_it_cannot_be_written(galaxy_url, statement):
    with pytest.raises(LoadersError, match=r"read-only|readonly"), open_source(galaxy_url) as source:
        source._connection.exec_driver_sql(statement)


@pytest.mark.service
def test_it_cannot_be_written_outside_our_transaction_either(oracle_postgres):
    """The session itself is read-only: a transaction that somebody forgets to declare is."""
    with connect(oracle_postgres, 600) as connection:
        session = connection.connection.driver_connection
        assert isinstance(session, psycopg.Connection)
        session.rollback()
        session.read_only = None
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            session.execute(WRITES[0])
        session.rollback()


@pytest.mark.service
def test_the_listening_session_cannot_write(oracle_postgres):
    with Notifications(oracle_postgres) as notifications:
        assert notifications.open()
        assert notifications._connection
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            notifications._connection.execute(WRITES[0])


def test_a_file_cannot_be_written_even_if_it_was_opened_for_that(demo_sqlite, monkeypatch):
    """Two locks: how the file is opened, and what the connection allows."""
    monkeypatch.setattr("loaders.connection.READ_ONLY", "mode=rw")
    with pytest.raises(LoadersError, match="readonly"), open_source(f"sqlite:///{demo_sqlite}") as source:
        source._connection.exec_driver_sql(WRITES[1])


@pytest.mark.service
def test_what_the_session_asks_for(oracle_postgres):
    with connect(f"{oracle_postgres}{'&' if '?' in oracle_postgres else '?'}options=-c%20geqo%3Doff", 77) as connection:
        found = dict(map(tuple, connection.execute(sa.text("SELECT name, setting FROM pg_settings")).all()))
    assert found["geqo"] == "off"
    assert found["statement_timeout"] == "77000"
    assert found["application_name"] == "galaxy-lineage"
    assert found["default_transaction_read_only"] == found["transaction_read_only"] == "on"
    assert found["transaction_isolation"] == "repeatable read"
    assert found["lock_timeout"] == "10000"
    assert found["jit"] == "off"
    assert (SESSION.keys() - {"timezone"}) | (WHERE_KNOWN.keys() & found.keys()) <= found.keys()


@pytest.mark.service
def test_a_locked_table_is_not_waited_for_for_long(own_postgres, monkeypatch):
    """A migration holds the table: we make room after `lock_timeout`, and the next run goes on."""
    monkeypatch.setattr("loaders.connection.SESSION", {**SESSION, "lock_timeout": "200ms"})
    with psycopg.connect(own_postgres.replace("+psycopg", "")) as migration:
        migration.execute("ALTER TABLE tag ADD COLUMN new int")
        with pytest.raises(SourceLocked, match="run again") as caught, open_source(own_postgres) as source:
            source.page("tag", ("name",), 0, 1)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.SerializationFailure("canceling statement due to conflict with recovery"), SourceConflict),
        (psycopg.OperationalError("FATAL:  unsupported startup parameter in options: lock_timeout"), SourcePooled),
    ],
)
def test_what_is_said_of_what_is_hard_to_bring_about(error, kind):
    assert type(meant(error)) is kind


def test_galaxy_can_write_while_its_file_is_read(demo_sqlite, tmp_path):
    """In WAL mode, as Galaxy uses it, our snapshot does not stop a writer."""
    copy = tmp_path / "galaxy.sqlite"
    copy.write_bytes(demo_sqlite.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as galaxy:
        galaxy.execute("PRAGMA journal_mode = WAL")
        with open_source(f"sqlite:///{copy}") as source:
            before = source.page("history", ("name",), 0, 1)
            galaxy.execute("UPDATE history SET name = 'meanwhile'")
            assert source.page("history", ("name",), 0, 1) == before
