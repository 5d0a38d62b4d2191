"""A hot standby as the source: read like a primary, but it may end our read, and tells nothing."""

from __future__ import annotations

import time

import psycopg
import pytest

from loaders.errors import SourceConflict
from loaders.notifications import Notifications
from loaders.source import open_source
from loaders.sync import sync
from tests.engines import restartable

pytestmark = pytest.mark.service
PATIENCE = 300


@pytest.fixture(scope="module")
def primary():
    with restartable.galaxy_on_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def standby(primary):
    with restartable.standby_of(primary) as url:
        yield url


def names(url):
    with open_source(url) as source:
        return [row["name"] for row in source.page("history", ("name",), 0, 1)]


def test_it_is_read_like_a_primary(standby, local_graph):
    assert sync(standby, local_graph).streams["datasets"].read == 440
    assert sync(standby, local_graph).streams["datasets"].written == 0


def test_a_read_that_the_standby_ends_is_to_be_run_again(primary, standby):
    """The primary removes row versions that our snapshot sees: the standby ends our next statement."""
    with psycopg.connect(primary.url.replace("+psycopg", ""), autocommit=True) as galaxy:
        with pytest.raises(SourceConflict, match="run again, the sync goes on from there") as caught:
            read_until_ended(galaxy, standby)
        assert caught.value.exit_code == 3
        (expected,) = galaxy.execute("SELECT name FROM history ORDER BY id LIMIT 1").fetchone()
    deadline = time.monotonic() + PATIENCE
    while seen(standby) != [expected]:
        assert time.monotonic() < deadline


def seen(standby):
    """Return the names as the standby has them; none while it ends reads, which it may do again."""
    try:
        return names(standby)
    except SourceConflict:
        return []


def read_until_ended(galaxy, standby):
    with open_source(standby) as source:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            source.page("history", ("name",), 0, 1)
            galaxy.execute("UPDATE history SET name = name || 'x'")
            galaxy.execute("VACUUM history")


def test_a_standby_tells_nothing(standby):
    with Notifications(standby) as notifications:
        assert not notifications.open()
