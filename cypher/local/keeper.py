"""The process that keeps a local server: starts it, and stops it when nobody has used it for a while.

It runs as a script of its own (so that it stays small: 20 MB), detached from whoever wanted the server, and is the
parent of the Java process. What counts as use is what the kernel says: an open connection to one of the server's
ports, or a touch of `server.used`, which every `LocalServer.start()` does under the lock that the keeper takes before
it stops anything. So nobody has to say goodbye, a client that is killed is noticed, and nobody is handed a server that
is about to stop. When the keeper itself is killed, the kernel ends the server too.

Usage: python -P keeper.py FOLDER IDLE_SECONDS BOLT_PORT HTTP_PORT JAVA ARGUMENT...
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

LOOK_EVERY = 5.0  # seconds
STOP_WITHIN = 30.0  # seconds, then the server is killed; its write-ahead log keeps what was committed
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(arguments: list[str]) -> int:
    """Detach, start the server, keep it; return 1 to the caller if it could not even be started."""
    folder, idle, bolt_port, http_port, *command = arguments
    os.umask(0o077)
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        return 0 if os.read(reader, 1) else 1
    os.setsid()
    server = subprocess.Popen(command, preexec_fn=end_with_parent)  # noqa: PLW1509, S603 - one thread; our own command
    ports = {"bolt_port": int(bolt_port), "http_port": int(http_port)}
    write_state(Path(folder), {"pid": server.pid, "keeper": os.getpid(), **ports})
    os.write(writer, b".")
    os.close(writer)
    keep(server, Path(folder), float(idle), set(ports.values()))
    return 0


def end_with_parent() -> None:
    """Ask the kernel to terminate the server when its keeper goes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def write_state(folder: Path, state: dict[str, int]) -> None:
    """Say in `server.json`, in one step, which server runs."""
    since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    draft = folder / "server.json.new"
    draft.write_text(json.dumps({**state, "since": since}))
    draft.replace(folder / "server.json")


def keep(server: subprocess.Popen[bytes], folder: Path, idle: float, ports: set[int]) -> None:
    """Wait until the server has gone by itself or was not used for `idle` seconds (0: for ever)."""
    connected = time.time()
    while not has_gone(server, min(LOOK_EVERY, idle / 4 or LOOK_EVERY)):
        if is_connected(server, ports):
            connected = time.time()
        elif idle and time.time() - max(connected, touched(folder)) > idle:
            stop_unused(server, folder, idle, ports)


def has_gone(server: subprocess.Popen[bytes], seconds: float) -> bool:
    """Say whether the server ends within these seconds."""
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def is_connected(server: subprocess.Popen[bytes], ports: set[int]) -> bool:
    """Say whether anybody holds a connection to the server."""
    try:
        connections = psutil.Process(server.pid).net_connections("tcp")
    except psutil.Error:  # it went meanwhile
        return False
    return any(c.status == psutil.CONN_ESTABLISHED and c.laddr.port in ports for c in connections)


def touched(folder: Path) -> float:
    """Return when somebody asked for the server last, in seconds since 1970."""
    try:
        return (folder / "server.used").stat().st_mtime
    except FileNotFoundError:
        return 0.0


def stop_unused(server: subprocess.Popen[bytes], folder: Path, idle: float, ports: set[int]) -> None:
    """Stop the server, unless somebody asks for it at this very moment."""
    try:
        with FileLock(folder / "server.lock", timeout=0):
            if is_connected(server, ports) or time.time() - touched(folder) <= idle:
                return
            server.terminate()
            if not has_gone(server, STOP_WITHIN):
                server.kill()
                server.wait()
    except Timeout:
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
