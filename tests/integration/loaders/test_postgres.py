"""PostgreSQL as the source: read-only, one snapshot, and refusals in one line."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from loaders.connection import parse_url
from loaders.errors import LoadersError, NotGalaxy, SourceNotFound, SourceRefused
from loaders.generations import check
from loaders.source import REQUIRED, open_source

pytestmark = pytest.mark.service


def execute(url, *statements):
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


def test_what_is_there(oracle_postgres):
    assert (
        check(oracle_postgres)
        == "Galaxy database, generation G1: histories up to 44, datasets up to 440, jobs up to 272"
    )


def test_it_cannot_be_written(oracle_postgres):
    with pytest.raises(LoadersError, match="read-only"), open_source(oracle_postgres) as source:
        source._connection.exec_driver_sql("UPDATE history SET name = 'x'")


def test_the_snapshot_stands_still(own_postgres):
    with open_source(own_postgres) as source:
        before = source.page("history", ("name",), 0, 1)
        execute(own_postgres, "UPDATE history SET name = 'changed meanwhile' WHERE id = 1")
        assert source.page("history", ("name",), 0, 1) == before


def test_a_statement_that_takes_too_long_is_ended(oracle_postgres):
    with (
        pytest.raises(LoadersError, match="statement timeout"),
        open_source(oracle_postgres, statement_timeout=1) as source,
    ):
        source._connection.exec_driver_sql("SELECT pg_sleep(5)")


def test_a_database_that_is_not_there(oracle_postgres):
    url = make_url(oracle_postgres).set(database="no_such_database").render_as_string(hide_password=False)
    with pytest.raises(SourceNotFound, match="no_such_database"), open_source(url):
        pass


def test_a_database_that_is_no_galaxy(oracle_postgres):
    url = make_url(oracle_postgres).set(database="postgres").render_as_string(hide_password=False)
    with pytest.raises(NotGalaxy), open_source(url):
        pass


def test_a_user_who_may_not_read(oracle_postgres):
    execute(oracle_postgres, "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN PASSWORD 'pw'")
    url = make_url(oracle_postgres).set(username="stranger", password="pw").render_as_string(hide_password=False)
    with pytest.raises(SourceRefused, match="permission denied") as caught, open_source(url) as source:
        source.page("history", ("name",), 0, 1)
    assert caught.value.exit_code == 4
    assert "\n" not in str(caught.value)


def test_a_user_who_is_not_there(oracle_postgres):
    """Where the server trusts whoever comes, it says so; else it asks for a password first."""
    url = make_url(oracle_postgres).set(username="nobody", password="pw").render_as_string(hide_password=False)
    with pytest.raises(SourceRefused), open_source(url):
        pass


def test_text_of_a_database_without_an_encoding_is_text(postgres_url):
    """The driver would give bytes, which SQLAlchemy already stumbles over."""
    server = parse_url(postgres_url)
    execute(server, "CREATE DATABASE bare ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    url = server.set(database="bare")
    tables = (f"CREATE TABLE {name} (id int PRIMARY KEY, name text)" for name in REQUIRED)
    execute(url.update_query_dict({"client_encoding": "utf8"}), *tables, "INSERT INTO history VALUES (1, 'Reads')")
    with open_source(url.render_as_string(hide_password=False)) as source:
        assert source.page("history", ("name",), 0, 1) == [{"id": 1, "name": "Reads"}]
    execute(server, "DROP DATABASE bare WITH (FORCE)")
