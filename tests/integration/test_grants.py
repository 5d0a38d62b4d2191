"""The grants in the documentation are enough for a sync, and give away no secrets."""

from __future__ import annotations

import re

import psycopg
import pytest

from cypher import Graph
from loaders.grants import sql
from loaders.notifications import Notifications
from loaders.sync import Mode, sync
from tests.contract.sources import text


def test_the_documentation_says_what_the_code_reads() -> None:
    """To write it anew: `python -c 'from loaders.grants import sql; print(sql())'`."""
    (block,) = re.findall(r"```sql\n(.*?)```", text("docs/howto/sync-your-galaxy.md"), re.DOTALL)
    assert block == sql()


@pytest.fixture
def granted(oracle_postgres: str):
    """The URL of the database for the role that the how-to makes."""
    url = oracle_postgres.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(sql())
        yield psycopg.conninfo.conninfo_to_dict(url)
        owner.execute("DROP OWNED BY lineage")
        owner.execute("DROP ROLE lineage")


def as_role(granted: dict[str, str]) -> str:
    """Address the database as its owner does, but take on the role before anything is read."""
    options = "options=-c%20role%3Dlineage"
    place = f"{granted.get('host', '')}"
    credentials = f"{granted['user']}:{granted.get('password', '')}"
    if place.startswith("/"):
        return f"postgresql+psycopg://{credentials}@/{granted['dbname']}?host={place}&{options}"
    return f"postgresql+psycopg://{credentials}@{place}:{granted['port']}/{granted['dbname']}?{options}"


def test_a_sync_needs_no_more(granted, local_graph: Graph) -> None:
    report = sync(as_role(granted), local_graph)
    assert report.streams["datasets"].read == 440
    sync(as_role(granted), local_graph)
    assert sync(as_role(granted), local_graph, mode=Mode.RECONCILE).differences == []


def test_it_may_listen(granted) -> None:
    with Notifications(as_role(granted)) as notifications:
        assert notifications.open()


def test_nothing_secret_is_readable(granted) -> None:
    with psycopg.connect(as_role(granted).replace("+psycopg", "")) as reader:
        for secret in ("SELECT password FROM galaxy_user", "SELECT key FROM api_keys", "SELECT 1 FROM galaxy_session"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(secret)
            reader.rollback()
