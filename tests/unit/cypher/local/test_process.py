from __future__ import annotations

import os
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from cypher.errors import DiskFull, GraphBusy, LocalServerError, PortTaken
from cypher.local.process import end, explain, logged, pick_ports, wait_ready
from cypher.local.state import Ports, State

LOG = Path("/graphs/mine/server.log")
FAILED = 'Exception in thread "main" com.arcadedb.server.ServerException: Error on starting HTTP Server: '


@contextmanager
def somebody_listens():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (f"{FAILED}Unable to listen to a HTTP port in the configured port range 50895 - 50895", PortTaken),
        ("Caused by: java.net.BindException: Address already in use", PortTaken),
        ("java.io.IOException: No space left on device", DiskFull),
        ("LockException: Database 'lineage' is locked by another process (path=./databases/lineage)", GraphBusy),
    ],
)
def test_known_complaints_become_our_errors(text, error):
    assert type(explain(f"INFO starting\n{text}\n\tat a.b.C\nINFO down\n", LOG)) is error


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "it said nothing"),
        ("INFO starting\n\nError: Could not create the Java Virtual Machine.\n", "Could not create the Java"),
        (f"INFO starting\n{FAILED}no reason\n\tat a.b.C\nINFO down\n", "Error on starting HTTP Server: no reason"),
    ],
)
def test_other_complaints_are_quoted_in_one_line(text, line):
    error = explain(text, LOG)
    assert type(error) is LocalServerError
    assert line in str(error)
    assert str(error).endswith(f"(see {LOG})")
    assert "\n" not in str(error)


def test_the_log_is_read_from_where_this_start_began_even_if_begun_anew(tmp_path):
    (tmp_path / "server.log").write_text("old\nnew\n")
    assert logged(tmp_path, 4) == "new\n"
    assert logged(tmp_path, 400) == "old\nnew\n"


def test_random_ports_are_free_and_different():
    ports = pick_ports(None, None)
    assert ports.bolt != ports.http


def test_the_ports_of_last_time_are_taken_again_where_they_are_free():
    last = pick_ports(None, None)
    with somebody_listens() as taken:
        ports = pick_ports(None, State(1, 1, "", bolt_port=taken, http_port=last.http))
    assert ports.http == last.http
    assert ports.bolt != taken


def test_a_fixed_port_that_is_taken_is_named():
    with somebody_listens() as taken, pytest.raises(PortTaken, match=f"Port {taken} is in use"):
        pick_ports(Ports(bolt=taken, http=taken), None)


def test_a_server_that_neither_answers_nor_ends_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("cypher.local.process.is_server", lambda _pid, _folder: True)
    (tmp_path / "server.log").touch()
    state = State(os.getpid(), 1, "", bolt_port=1, http_port=1)
    with pytest.raises(LocalServerError, match=r"does not answer: stop it, then try again\.$"):
        wait_ready(state, tmp_path, begin=0, seconds=0.1)


def test_what_does_not_end_is_killed():
    with subprocess.Popen(
        ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"], stdout=subprocess.PIPE
    ) as stubborn:
        stubborn.stdout.readline()
        end(stubborn.pid, seconds=0.2)
        assert not psutil.pid_exists(stubborn.pid) or stubborn.wait() != 0


def test_what_has_ended_need_not_end():
    with subprocess.Popen(["true"]) as over:
        over.wait()
    end(over.pid, seconds=0.1)
