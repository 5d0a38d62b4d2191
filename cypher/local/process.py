"""Start and end the processes of a local server, and say in one line why it does not start."""

from __future__ import annotations

import errno
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import psutil

from cypher.errors import DiskFull, GraphBusy, GraphError, LocalServerError, PortTaken
from cypher.local.state import HOST, Ports, State, find_running, is_server, log_file, options_file

MAIN_CLASS = "com.arcadedb.server.ArcadeDBServer"
START_WITHIN = 120.0  # seconds; a start takes 1 to 2, after a kill the write-ahead log is replayed first
ANSWER_WITHIN = 30.0  # seconds, of a server that runs
LET_GO_WITHIN = 1.0  # seconds
FOREIGN_JAVA_OPTIONS = ("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")

FAILED = re.compile(r'^Exception in thread "main".*', re.MULTILINE)  # Java's other threads live on
COMPLAINTS: Final = (  # in the server's log → what it means
    (re.compile("No space left on device|Disk quota exceeded"), DiskFull),
    (re.compile("Address already in use|BindException|Unable to listen"), PortTaken),
    (re.compile("locked by another process|LockException|LockTimeout"), GraphBusy),
)


def pick_ports(fixed: Ports | None, last: State | None) -> Ports:
    """Return the ports to listen on: the fixed ones, else those of last time where they are free, else any.

    Raises:
        PortTaken: a fixed port is in use.
    """
    if fixed:
        _check_free(fixed)
        return fixed
    if last:
        return Ports(_free_port(last.bolt_port), _free_port(last.http_port))
    return Ports(_free_port(), _free_port())


def _check_free(ports: Ports) -> None:
    for port in (ports.bolt, ports.http):
        if not _is_free(port):
            raise PortTaken(f"Port {port} is in use by another program: choose another one.")


def _free_port(wish: int = 0) -> int:
    if wish and _is_free(wish):
        return wish
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def _is_free(port: int) -> bool:
    """Say whether a port can be listened on; a server that was killed may need a moment to let go of it."""
    deadline = time.monotonic() + LET_GO_WITHIN
    while not _can_bind(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _can_bind(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            listener.bind((HOST, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def launch(folder: Path, runtime: Path, ports: Ports, idle_seconds: float) -> State:
    """Start a server and its keeper, wait until it answers.

    Raises:
        LocalServerError, GraphBusy: it did not start; the message has the line of its log that says why.
    """
    begin = log_file(folder).stat().st_size if log_file(folder).exists() else 0
    state = find_running(folder) if _spawn(folder, runtime, ports, idle_seconds) else None
    if state and wait_ready(state, folder, begin, START_WITHIN):
        return state
    if state:
        end(state.pid, seconds=2)
    raise explain(logged(folder, begin), log_file(folder))


def _spawn(folder: Path, runtime: Path, ports: Ports, idle_seconds: float) -> bool:
    """Start the keeper, which detaches itself when it has started Java; False if it could not."""
    keeper = [sys.executable, "-P", str(Path(__file__).with_name("keeper.py"))]
    settings = [str(folder), str(idle_seconds), str(ports.bolt), str(ports.http)]
    java = [str(runtime / "jre" / "bin" / "java"), f"@{options_file(folder)}", MAIN_CLASS]
    with log_file(folder).open("ab") as log:
        started = subprocess.run(  # noqa: S603 - our own command
            [*keeper, *settings, *java],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name not in FOREIGN_JAVA_OPTIONS},
            check=False,
        )
    return started.returncode == 0


def wait_ready(state: State, folder: Path, begin: int, seconds: float) -> bool:
    """Wait until the server answers; False if it has ended, or failed by what it logged after this byte.

    Raises:
        LocalServerError: neither happens in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _answers(state.http_port):
            return True
        if not is_server(state.pid, folder) or FAILED.search(logged(folder, begin)):
            return False
        time.sleep(0.03)
    raise LocalServerError(f"The local graph server (process {state.pid}) does not answer: stop it, then try again.")


def _answers(http_port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, http_port, timeout=5)
    try:
        connection.request("GET", "/api/v1/ready")
        return connection.getresponse().status == http.HTTPStatus.NO_CONTENT
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def logged(folder: Path, begin: int) -> str:
    """Return what the server has logged after this byte (all, if the log was begun anew)."""
    with log_file(folder).open("rb") as log:
        log.seek(begin if begin <= log_file(folder).stat().st_size else 0)
        return log.read().decode(errors="replace")


def explain(text: str, file: Path) -> GraphError:
    """Return the error that says why the server ended, from what it logged to this file."""
    for pattern, error in COMPLAINTS:
        if pattern.search(text):
            return error()
    failed = FAILED.findall(text) or [line for line in text.splitlines() if line.strip()]
    last = failed[-1].strip() if failed else "it said nothing"
    return LocalServerError(f"The local graph server ended at its start: {last} (see {file})")


def end(pid: int, seconds: float) -> None:
    """Ask a process to end, kill it if it has not after these seconds, wait until it is gone."""
    try:
        process = psutil.Process(pid)
        process.terminate()
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()
    except psutil.NoSuchProcess:
        return
