from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from cypher.local.state import State, find_lock_holder, find_running, is_server, measure, read_state

STATE = {"pid": 4, "keeper": 3, "since": "2026-11-21T12:00:00Z", "bolt_port": 4001, "http_port": 4002}
HOLD = (
    "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX); print(flush=True); sys.stdin.read()"
)


def test_a_state_is_read_back(tmp_path):
    (tmp_path / "server.json").write_text(json.dumps(STATE))
    state = read_state(tmp_path)
    assert state == State(**STATE)
    assert state.url == "bolt://127.0.0.1:4001"
    assert state.http_url == "http://127.0.0.1:4002"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"pid": 1}', json.dumps({**STATE, "more": 1})])
def test_a_damaged_state_is_none(tmp_path, text):
    (tmp_path / "server.json").write_text(text)
    assert read_state(tmp_path) is None
    assert find_running(tmp_path) is None


def test_only_a_live_process_with_our_options_is_a_server(tmp_path):
    ours = [sys.executable, "-c", "input()", f"@{tmp_path / 'server.options'}"]
    with subprocess.Popen(ours, stdin=subprocess.PIPE) as process:
        assert is_server(process.pid, tmp_path)
        assert not is_server(process.pid, tmp_path / "another")
        process.kill()
        process.wait()
    assert not is_server(process.pid, tmp_path)


def test_a_zombie_is_no_server(tmp_path):
    with subprocess.Popen(["true", f"@{tmp_path / 'server.options'}"]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended, nobody has asked how
        assert not is_server(process.pid, tmp_path)


def test_who_holds_a_database_is_found(tmp_path):
    lock = tmp_path / "databases" / "lineage" / "database.lck"
    assert find_lock_holder(tmp_path) is None
    lock.parent.mkdir(parents=True)
    lock.touch()
    assert find_lock_holder(tmp_path) is None
    with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        assert find_lock_holder(tmp_path) == holder.pid
        holder.communicate()
    assert find_lock_holder(tmp_path) is None


def test_size_is_that_of_the_graph(tmp_path):
    assert measure(tmp_path) == 0
    (tmp_path / "databases" / "lineage").mkdir(parents=True)
    (tmp_path / "databases" / "lineage" / "a").write_bytes(b"12345")
    (tmp_path / "server.log").write_bytes(b"not counted")
    assert measure(tmp_path) == 5
