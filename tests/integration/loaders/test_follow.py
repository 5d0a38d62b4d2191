"""`sync --follow` on real servers: woken by PostgreSQL, not brought down by restarts, ended by a signal any time."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from threading import Event, Timer

import psycopg
import pytest

from cypher import open_graph
from cypher.dump import dump
from cypher.local import LocalServer
from loaders.follow import Follower, Passed, Trouble
from loaders.notifications import CHANNEL, Notifications
from loaders.sync import Mode, sync
from tests.engines import restartable
from tests.integration.loaders.following import PATIENCE, REPOSITORY, following

pytestmark = pytest.mark.service

LONG = "3600"
"""Seconds between passes that no test waits for."""


@pytest.fixture
def local(tmp_path):
    """The URL of a local graph of one's own, whose server may be killed."""
    folder = tmp_path / "graph"
    yield f"local:{folder}"
    LocalServer(folder).stop()


@pytest.fixture
def galaxy_file(demo_sqlite, tmp_path):
    """A copy of the demo's database that a test may change, while it is read."""
    path = shutil.copy(demo_sqlite, tmp_path / "galaxy.sqlite")
    change_file(path, "PRAGMA journal_mode = WAL")
    return path


@pytest.fixture(scope="module")
def postgres():
    """A PostgreSQL with a Galaxy database that may be restarted."""
    with restartable.galaxy_on_postgres() as server:
        yield server


def change(url, *statements):
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def change_file(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def rename(name, dataset=5):
    return (
        f"UPDATE history_dataset_association SET name = '{name}', update_time = now() AT TIME ZONE 'UTC'"
        f" WHERE id = {dataset}"
    )


def rename_in_file(name):
    return f"UPDATE history_dataset_association SET name = '{name}', update_time = '2031-01-01 00:00:00' WHERE id = 5"


def lines(url):
    with open_graph(url) as graph:
        return list(dump(graph))


def fresh(galaxy_url, tmp_path):
    """What a sync from scratch gives."""
    folder = tmp_path / "fresh"
    try:
        with open_graph(f"local:{folder}") as graph:
            sync(galaxy_url, graph)
            return list(dump(graph))
    finally:
        LocalServer(folder).stop()


def wait_for_some_of_the_graph(url):
    """Wait until a first sync has written something, but not all."""
    deadline = time.monotonic() + PATIENCE
    with open_graph(url) as graph:
        while graph.highest("Dataset", "main/hda/") < 1:
            assert time.monotonic() < deadline


# Waking up


def test_a_change_in_galaxy_wakes_it(postgres, local, tmp_path):
    """Galaxy's own triggers tell it; then what a sync from scratch gives is there."""
    with following(postgres.url, local, "--follow", LONG) as process:
        process.next_pass()
        change(postgres.url, rename("woken"))
        process.until_written("datasets", 1)
        assert process.end() == 0
    assert any('"woken"' in line for line in lines(local))
    assert lines(local) == fresh(postgres.url, tmp_path)


def test_many_notifications_are_one_pass(postgres):
    with Notifications(postgres.url) as notifications:
        assert notifications.open()
        change(postgres.url, *(f"SELECT pg_notify('{CHANNEL}', '{n}')" for n in range(100)))
        assert notifications.wait(PATIENCE, Event())
        assert not notifications.wait(0.1, Event())


def test_a_listener_that_lost_its_connection_looks_and_listens_again(postgres):
    with Notifications(postgres.url) as notifications:
        assert notifications.open()
        change(
            postgres.url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'galaxy-lineage'",
        )
        assert notifications.wait(PATIENCE, Event())
        assert notifications.open()
        change(postgres.url, f"SELECT pg_notify('{CHANNEL}', '1')")
        assert notifications.wait(PATIENCE, Event())


def test_waiting_ends_when_it_is_stopped(postgres):
    stop = Event()
    for url in (postgres.url, "sqlite:///nowhere"):
        with Notifications(url) as notifications:
            assert notifications.open() is (url == postgres.url)
            Timer(0.2, stop.set).start()
            assert not notifications.wait(PATIENCE, stop)
        stop.clear()


def test_without_notifications_the_time_wakes_it(galaxy_file, local):
    with following(f"sqlite:///{galaxy_file}", local, "--follow", "0.2") as process:
        process.next_pass()
        change_file(galaxy_file, rename_in_file("polled"))
        process.until_written("datasets", 1)
        assert process.end() == 0
    assert any('"polled"' in line for line in lines(local))


# Servers that go away


def test_postgres_restarts(postgres, local, tmp_path):
    with following(postgres.url, local, "--follow", LONG) as process:
        process.next_pass()
        postgres.stop()
        said = process.until_says("trying again in")
        assert "does not answer" in said
        postgres.start()
        process.until_says("It works again")
        change(postgres.url, rename("after the restart", 6))
        process.until_written("datasets", 1)
        assert process.end() == 0
    assert not any("Traceback" in line for line in process.said)
    assert lines(local) == fresh(postgres.url, tmp_path)


def test_postgres_goes_away_in_the_middle_of_the_first_sync(postgres, local, tmp_path):
    with following(postgres.url, local, "--follow", LONG) as process:
        wait_for_some_of_the_graph(local)
        postgres.stop()
        postgres.start()
        process.next_pass()
        assert process.end() == 0
    assert lines(local) == fresh(postgres.url, tmp_path)


def test_the_local_server_is_killed_in_the_middle(galaxy_file, local, tmp_path):
    with following(f"sqlite:///{galaxy_file}", local, "--follow", LONG) as process:
        wait_for_some_of_the_graph(local)
        pid = LocalServer(tmp_path / "graph").status().pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        process.next_pass()
        assert process.end() == 0
    assert lines(local) == fresh(f"sqlite:///{galaxy_file}", tmp_path)


def test_neo4j_is_killed_between_and_in_passes(galaxy_file, tmp_path):
    with restartable.neo4j() as server:
        with following(f"sqlite:///{galaxy_file}", server.url, "--follow", "0.5") as process:
            wait_for_some_of_the_graph(server.url)
            server.stop()
            assert "trying again in" in process.until_says("does not answer")
            server.start()
            process.next_pass()
            server.stop()
            change_file(galaxy_file, rename_in_file("while it was away"))
            process.until_says("does not answer")
            server.start()
            process.until_written("datasets", 1)
            assert process.end() == 0
        assert lines(server.url) == fresh(f"sqlite:///{galaxy_file}", tmp_path)


# Ending


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_in_the_middle_of_the_first_sync(oracle_sqlite, local, tmp_path, number, code):
    """What was written is whole: the next sync goes on from there."""
    with following(f"sqlite:///{oracle_sqlite}", local, "--follow") as process:
        wait_for_some_of_the_graph(local)
        assert process.end(number) == code
    assert not any("Traceback" in line for line in process.said)
    with open_graph(local) as graph:
        sync(f"sqlite:///{oracle_sqlite}", graph)
    assert lines(local) == fresh(f"sqlite:///{oracle_sqlite}", tmp_path)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_while_it_waits(demo_sqlite, local, number, code):
    with following(f"sqlite:///{demo_sqlite}", local, "--follow", LONG) as process:
        process.next_pass()
        assert process.end(number) == code


STATEMENTS = {
    "c-code": """
import sqlite3
print("running", flush=True)
sqlite3.connect(":memory:").execute(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n").fetchall()
""",
    "thread": """
from threading import Event, Thread
Thread(target=Event().wait).start()
print("running", flush=True)
Event().wait()
""",
}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_whatever_does_not_let_go_is_left(number, code, statement):
    """A statement that never ends, in code that runs no signal handlers; a thread that the interpreter waits for."""
    program = f"""
import signal
from api.commands.stopping import ending_on
try:
    with ending_on(signal.SIGTERM, signal.SIGINT):
        exec({STATEMENTS[statement]!r})
except KeyboardInterrupt:  # the signal came before the statement began
    raise SystemExit({signal.SIGINT.value} + 128)
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        assert process.stdout.readline() == b"running\n"
        process.send_signal(number)
        assert process.wait(timeout=PATIENCE) == code


def test_a_statement_of_postgres_that_takes_long_is_cancelled(postgres):
    """Not only is it no longer waited for: the server works no more on it."""
    program = f"""
import signal
from api.commands.stopping import ending_on
from loaders.source import open_source
with ending_on(signal.SIGTERM), open_source({postgres.url!r}) as source:
    print("running", flush=True)
    source._connection.exec_driver_sql("SELECT pg_sleep(500)")
"""
    with subprocess.Popen([sys.executable, "-c", program], cwd=REPOSITORY, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
    active = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"
    with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as connection:
        deadline = time.monotonic() + PATIENCE
        while connection.execute(active).fetchone() != (0,):
            assert time.monotonic() < deadline


# What is wrong from the start ends it


@pytest.mark.parametrize(
    ("galaxy", "code"),
    [
        ("sqlite:///no-such-file", 2),
        ("mysql://somewhere/galaxy", 2),
        ("postgresql://nobody@127.0.0.1:1/galaxy", 3),
    ],
)
def test_what_is_wrong_from_the_start_ends_it(local, galaxy, code):
    with following(galaxy, local, "--follow") as process:
        assert process.process.wait(timeout=PATIENCE) == code


def test_a_password_that_is_refused_ends_it(local_samples_url, demo_sqlite):
    address = LocalServer(local_samples_url.removeprefix("local:")).start().url.replace("://", "://root:wrong@")
    with following(f"sqlite:///{demo_sqlite}", address, "--follow") as process:
        assert process.process.wait(timeout=PATIENCE) == 4


# The loop


def test_it_reconciles_from_time_to_time(galaxy_file, local_graph):
    """A row that somebody deleted by hand is found, and told."""
    url, stop, passes = f"sqlite:///{galaxy_file}", Event(), []

    def tell(event: Passed | Trouble) -> None:
        assert isinstance(event, Passed)
        passes.append(event)
        if len(passes) == 1:
            change_file(galaxy_file, "UPDATE history SET name = 'by hand' WHERE id = 1")
        if event.mode is Mode.RECONCILE:
            stop.set()

    with Notifications(url) as notifications:
        Follower(
            lambda mode: sync(url, local_graph, mode=mode), notifications, stop, tell, every=0.1, reconcile_every=0.1
        ).follow()
    assert passes[0].mode is Mode.INCREMENTAL
    assert any("histories" in line for line in passes[-1].report.differences)
