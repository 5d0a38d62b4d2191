"""Opening Galaxy's database: read-only, whatever columns it has, and errors in one line."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from loaders.connection import parse_url
from loaders.errors import BadSourceUrl, LoadersError, NotGalaxy, SourceNotFound, SourceUnavailable
from loaders.generations import check, recognise
from loaders.ids import CHUNK
from loaders.source import MOST_ANSWERS, open_source


@pytest.mark.parametrize(
    ("url", "kind", "exit_code"),
    [
        ("sqlite:////no/such/file.sqlite", SourceNotFound, 2),
        ("sqlite://", SourceNotFound, 2),
        ("sqlite:///.", SourceNotFound, 2),
        ("mysql://host/galaxy", BadSourceUrl, 2),
        ("not an address", BadSourceUrl, 2),
        ("", BadSourceUrl, 2),
        ("postgresql://user@host:port/x", BadSourceUrl, 2),
    ],
)
def test_addresses_that_cannot_be_opened(url, kind, exit_code):
    with pytest.raises(kind) as caught, open_source(url):
        pass
    assert caught.value.exit_code == exit_code
    assert "\n" not in str(caught.value)


def test_a_server_that_is_away(unused_tcp_port):
    with (
        pytest.raises(SourceUnavailable) as caught,
        open_source(f"postgresql://u:secret@127.0.0.1:{unused_tcp_port}/g"),
    ):
        pass
    assert caught.value.exit_code == 3
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_file_that_is_no_galaxy_database(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(NotGalaxy), open_source(f"sqlite:///{path}"):
        pass


def test_a_database_without_galaxys_tables(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE history (id INTEGER PRIMARY KEY)")
        connection.commit()
    with pytest.raises(NotGalaxy, match="No table galaxy_user"), open_source(f"sqlite:///{path}"):
        pass


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_postgresql_address_means_the_driver_that_is_there(scheme):
    assert parse_url(f"{scheme}://host/galaxy").drivername == "postgresql+psycopg"


def test_the_source_cannot_be_written(galaxy):
    with pytest.raises(LoadersError), galaxy.open() as source:
        source._connection.exec_driver_sql("DELETE FROM history")


def test_a_path_may_hold_any_character(galaxy, tmp_path):
    odd = tmp_path / "a b?c#d%20.sqlite"
    odd.write_bytes(galaxy.path.read_bytes())
    assert "generation G1" in check(f"sqlite:///{str(odd).replace('%', '%25').replace('?', '%3F')}")


def test_a_column_that_is_not_there_is_null_and_a_table_empty(galaxy):
    galaxy.run("DROP TABLE tool_request_implicit_collection_association")
    with galaxy.open() as source:
        assert source.page("history", ("name", "colour"), 0, 5) == [{"id": 1, "name": "Reads", "colour": None}]
        assert not source.has("tool_request_implicit_collection_association")
        assert source.page("no_table", (), 0, 5) == []
        assert list(source.lookup("no_table", (), "id", [1])) == []
        assert source.highest("no_table") == 0


def test_lookups_are_cut_into_bounded_questions(galaxy):
    ids = [galaxy.hda() for _ in range(3)]
    with galaxy.open() as source:
        wanted = [*ids, *range(1000, 1000 + 3 * CHUNK), None]
        found = source.lookup("history_dataset_association", ("hid",), "id", wanted)
        assert [row["id"] for row in found] == ids


def test_pages_follow_ids(galaxy):
    for _ in range(5):
        galaxy.hda()
    with galaxy.open() as source:
        pages = [[row["id"] for row in source.page("history_dataset_association", (), after, 2)] for after in (0, 2, 4)]
    assert pages == [[1, 2], [3, 4], [5]]


def test_what_is_picked_and_recalled_is_what_is_looked_up(galaxy):
    for name in ("b", "a", None):
        galaxy.add("tag", name=name)
    with galaxy.open() as source:
        for ids in ([3, 1], [2, 2, None, 99], []):
            found = [
                (row["name"], row["id"], row["nowhere"]) for row in source.lookup("tag", ("name", "nowhere"), "id", ids)
            ]
            for read in (source.pick, source.recall, source.recall):
                assert read("tag", ("name", "id", "nowhere"), "id", ids) == found
        for id_ in range(3 * MOST_ANSWERS):
            source.recall("tag", ("id",), "id", [id_])
        assert source.pick("no_such_table", ("id",), "id", [1]) == []


def test_text_that_is_no_utf8_is_read_as_it_stands_from_then_on(galaxy):
    good, bad = galaxy.add("tag", name="é"), galaxy.add("tag", name="x")
    galaxy.run("UPDATE tag SET name = CAST(x'61ff' AS TEXT) WHERE id = ?", bad)
    with galaxy.open() as source:
        assert source.pick("tag", ("name",), "id", [good]) == [("é",)]
        assert source.pick("tag", ("name",), "id", [good, bad]) == [("é",), ("a\udcff",)]
        assert source.pick("tag", ("name",), "id", [good]) == [("é",)]


def test_the_snapshot_stands_still(galaxy):
    galaxy.run("PRAGMA journal_mode = WAL")
    with galaxy.open() as source:
        before = source.highest("history")
        galaxy.add("history", name="later")
        assert source.highest("history") == before


def test_generations_are_told_by_tables_and_columns(galaxy):
    with galaxy.open() as source:
        assert recognise(source).name == "G1"
    galaxy.run("DROP TABLE tool_request")
    with galaxy.open() as source:
        assert recognise(source).name == "G0"
    galaxy.run("CREATE TABLE tool_execution_state (id INTEGER PRIMARY KEY)")
    with galaxy.open() as source:
        assert recognise(source).name == "G2b"
