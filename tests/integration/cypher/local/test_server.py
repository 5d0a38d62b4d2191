"""The local server for real: every test starts ArcadeDB from its wheel."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Timer

import neo4j
import psutil
import pytest

from cypher.errors import BadGraphUrl, DiskFull, GraphBusy, LocalServerError, PortTaken
from cypher.local.server import Connection, LocalServer
from cypher.local.state import Ports, find_lock_holder, read_state

pytestmark = pytest.mark.service
PACKAGES = Path(__file__).parents[4]
START = """
import sys
from cypher.local.server import LocalServer
server = LocalServer(sys.argv[1])
print(server.start().url, server.status().pid)
"""


@pytest.fixture
def server(tmp_path):
    server = LocalServer(tmp_path / "a graph, übrigens")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    server = LocalServer(tmp_path_factory.mktemp("local") / "graph")
    server.start()
    yield server
    server.stop()


def ask(connection: Connection, text: str, **parameters: object) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(connection.url, auth=(connection.user, connection.password)) as driver:
        return [r.values() for r in driver.execute_query(text, parameters, database_=connection.database).records]


def start_elsewhere(folder: Path) -> tuple[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder)], cwd=PACKAGES, capture_output=True, text=True, check=True
    )
    url, pid = done.stdout.split()
    return url, int(pid)


def write_until_it_breaks(connection: Connection, kill: Timer) -> int:
    """Write batches of 200 rows, start the timer after the first, return how many were acknowledged."""
    text = "UNWIND range(1, 200) AS i CREATE (:Row {batch: $n})"
    with (
        neo4j.GraphDatabase.driver(connection.url, auth=(connection.user, connection.password)) as driver,
        driver.session(database=connection.database) as session,
    ):
        for batch in count():
            try:
                session.run(text, n=batch).consume()
            except neo4j.exceptions.DriverError:
                return batch
            if batch == 0:
                kill.start()
    raise AssertionError


def wait_until(condition, seconds=15.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.05)


def test_starts_from_nothing_and_answers(server):
    connection = server.start()
    assert connection.database == "lineage"
    assert ask(connection, "RETURN 1 + 1") == [[2]]
    status = server.status()
    assert status.running
    assert f"bolt://127.0.0.1:{status.bolt_port}" == connection.url
    assert f"http://127.0.0.1:{status.http_port}" == connection.http_url
    assert status.size > 0
    assert status.since is not None
    assert status.since.endswith("Z")


def test_outlives_its_starter_and_is_found_by_others(server):
    url, pid = start_elsewhere(server.folder)
    assert server.start().url == url
    assert server.status().pid == pid
    assert psutil.Process(read_state(server.folder).keeper).ppid() == 1


def test_eight_processes_at_once_share_one_server(server):
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(start_elsewhere, [server.folder] * 8))
    assert len(answers) == 1


def test_killed_server_comes_back_with_what_was_committed(server):
    connection = server.start()
    ask(connection, "CREATE CONSTRAINT IF NOT EXISTS FOR (n:Thing) REQUIRE n.key IS UNIQUE")
    ask(connection, "UNWIND range(1, 500) AS i CREATE (:Thing {key: i})")
    os.kill(server.status().pid, signal.SIGKILL)
    again = server.start()
    assert again == connection  # so that a driver that was open finds it
    assert ask(again, "MATCH (n:Thing) RETURN count(n), max(n.key)") == [[500, 500]]


def test_what_was_acknowledged_survives_a_kill_in_the_middle_of_writing(server):
    connection = server.start()
    kill = Timer(0.3, os.kill, [server.status().pid, signal.SIGKILL])
    acknowledged = write_until_it_breaks(connection, kill)
    found = ask(server.start(), "MATCH (r:Row) WITH r.batch AS batch, count(*) AS rows RETURN batch, rows")
    assert {tuple(row) for row in found} >= {(batch, 200) for batch in range(acknowledged)}
    assert {rows for _, rows in found} == {200}


def test_a_foreign_process_with_the_old_number_is_left_alone(server):
    server.folder.mkdir()
    (server.folder / "server.options").touch()
    with subprocess.Popen(["sleep", "20"]) as foreign:
        stale = {"pid": foreign.pid, "keeper": 1, "since": "2026-01-01T00:00:00Z", "bolt_port": 0, "http_port": 0}
        (server.folder / "server.json").write_text(json.dumps(stale))
        assert not server.status().running
        assert not server.stop()
        server.start()
        assert server.status().pid != foreign.pid
        assert foreign.poll() is None
        foreign.kill()


@pytest.mark.parametrize("state", ["", "{", "[]", '{"pid": 1}'])
def test_a_damaged_state_file_is_replaced(server, state):
    server.folder.mkdir()
    (server.folder / "server.options").touch()
    (server.folder / "server.json").write_text(state)
    assert not server.status().running


def test_stop_is_idempotent(server):
    server.start()
    assert server.stop()
    assert not server.stop()
    assert not server.status().running
    assert find_lock_holder(server.folder) is None


def test_asking_for_a_status_makes_nothing(server):
    assert not server.status().running
    assert server.status().size == 0
    assert not server.stop()
    assert not server.folder.exists()


def test_a_database_that_another_program_has_open_is_refused(server, running):
    server.folder.mkdir()
    (server.folder / "server.options").touch()
    (server.folder / "databases").symlink_to(running.folder / "databases")
    with pytest.raises(GraphBusy, match=f"in use by process {running.status().pid}"):
        server.start()


def test_the_password_is_its_owners_alone(running):
    password = running.start().password
    file = running.folder / "password"
    assert file.read_text() == password
    assert file.stat().st_mode & 0o777 == 0o600
    for process in psutil.process_iter(["cmdline", "environ"]):
        assert password not in " ".join(process.info["cmdline"] or ())
        assert password not in (process.info["environ"] or {}).values()
    open_to_others = [f for f in (running.folder / "databases").rglob("*") if f.stat().st_mode & 0o077]
    assert open_to_others == []


def test_a_wrong_password_is_refused(running):
    with (
        neo4j.GraphDatabase.driver(running.start().url, auth=("root", "wrong-password")) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.verify_connectivity()


def test_a_lost_password_is_made_anew(server):
    first = server.start()
    server.stop()
    (server.folder / "password").unlink()
    second = server.start()
    assert second.password != first.password
    assert ask(second, "RETURN 1") == [[1]]


def test_it_talks_to_nobody_but_this_machine(running):
    running.start()
    connections = psutil.Process(running.status().pid).net_connections("inet")
    listening = {c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN}
    assert listening == {running.status().bolt_port, running.status().http_port}
    assert {c.laddr.ip for c in connections} == {"127.0.0.1"}
    assert {c.raddr.ip for c in connections if c.raddr} <= {"127.0.0.1"}


def test_stops_when_idle_and_not_while_somebody_is_connected(server):
    brief = LocalServer(server.folder, idle_minutes=1 / 60)
    connection = brief.start()
    with neo4j.GraphDatabase.driver(connection.url, auth=(connection.user, connection.password)) as driver:
        driver.verify_connectivity()
        time.sleep(2.5)
        assert brief.status().running
    wait_until(lambda: not brief.status().running)
    wait_until(lambda: not psutil.pid_exists(read_state(server.folder).keeper))
    assert server.start() == connection


def test_the_server_ends_with_its_keeper(server):
    server.start()
    os.kill(read_state(server.folder).keeper, signal.SIGKILL)
    wait_until(lambda: not server.status().running)
    assert ask(server.start(), "RETURN 1") == [[1]]


def test_fixed_ports_are_used_or_refused(server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} is in use"):
            LocalServer(server.folder, ports=Ports(bolt=port, http=port)).start()


def test_taken_ports_of_last_time_are_replaced(server):
    first = server.start()
    server.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", int(first.url.rpartition(":")[2])))
        taken.listen()
        second = server.start()
    assert second.url != first.url
    assert second.http_url == first.http_url


def test_a_server_that_dies_says_why_in_one_line(server, monkeypatch):
    monkeypatch.setenv("GALAXY_LINEAGE_LOCAL_HEAP", "1k")
    with pytest.raises(LocalServerError, match=r"ended at its start: .*heap") as caught:
        server.start()
    assert "\n" not in str(caught.value)


def test_a_heap_that_is_no_size_is_refused(server, monkeypatch):
    monkeypatch.setenv("GALAXY_LINEAGE_LOCAL_HEAP", "much")
    with pytest.raises(LocalServerError, match="GALAXY_LINEAGE_LOCAL_HEAP is 'much'"):
        server.start()


def test_the_heap_can_be_set_and_foreign_java_options_do_not_matter(server, monkeypatch):
    monkeypatch.setenv("GALAXY_LINEAGE_LOCAL_HEAP", "256m")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1k")
    server.start()
    assert (server.folder / "server.options").read_text().startswith("-Xmx256m\n")


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(BadGraphUrl, match="is a file"):
        LocalServer(tmp_path / "file").start()


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(BadGraphUrl, match="is not a graph"):
        LocalServer(tmp_path).start()
    assert [f.name for f in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_made_is_explained():
    with pytest.raises(LocalServerError, match="The folder /proc/graph cannot be used"):
        LocalServer(Path("/proc/graph")).start()


def test_a_full_disk_is_explained(tmp_path):
    unshare = ["unshare", "--map-root-user", "--mount", "--"]
    if subprocess.run([*unshare, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    script = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" -c "$3" "$1/graph"'

    done = subprocess.run(
        [*unshare, "sh", "-c", script, "sh", tmp_path, sys.executable, START],
        cwd=PACKAGES,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[-1].startswith(f"cypher.errors.{DiskFull.__name__}: There is no room left")
