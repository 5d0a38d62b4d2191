"""What a local server leaves in its folder so that others find it, and whether it is still there.

```
FOLDER/
├── server.lock      held while a server is started or stopped
├── server.json      the server started last: processes and ports
├── server.used      touched by everybody who asks for the server
├── server.options   Java's options
├── server.log       what the server says (`server.log.lck`: Java's lock on it)
├── password         of user root, for the owner's eyes only
└── databases/       the graph; `config/`, `backups/`, `log/` belong to the server too
```

Nobody removes `server.json`: only the process itself says whether it is alive, and the next server takes the same
ports again, so that drivers which were open meanwhile find it.
"""

from __future__ import annotations

import fcntl
import json
import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

DATABASE = "lineage"
USER = "root"
HOST = "127.0.0.1"
LOOKS, LOOK_AGAIN = 20, 0.005  # times and seconds to wait for a process that is just being started
LOCK_WHOLE_FILE = struct.Struct("hhqqi")  # struct flock on 64-bit Linux: type, whence, start, length, pid


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a server listens."""

    bolt: int
    http: int


@dataclass(frozen=True, slots=True)
class State:
    """The server that was started last in a folder; `since` is UTC, ISO-8601."""

    pid: int
    keeper: int
    since: str
    bolt_port: int
    http_port: int

    @property
    def url(self) -> str:
        """Where a driver connects to."""
        return f"bolt://{HOST}:{self.bolt_port}"

    @property
    def http_url(self) -> str:
        """Where the server's own HTTP interface is."""
        return f"http://{HOST}:{self.http_port}"


def state_file(folder: Path) -> Path:
    """Return the file that says which server was started last."""
    return folder / "server.json"


def options_file(folder: Path) -> Path:
    """Return Java's options; their path in a command line tells our servers from other programs."""
    return folder / "server.options"


def log_file(folder: Path) -> Path:
    """Return the server's log."""
    return folder / "server.log"


def lock_file(folder: Path) -> Path:
    """Return the lock that guards start and stop."""
    return folder / "server.lock"


def password_file(folder: Path) -> Path:
    """Return the file with root's password."""
    return folder / "password"


def read_state(folder: Path) -> State | None:
    """Return the server started last, alive or not; None if there is none or its file is damaged."""
    try:
        return State(**json.loads(state_file(folder).read_text()))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def find_running(folder: Path) -> State | None:
    """Return the state of the server that runs in this folder, None if none does."""
    state = read_state(folder)
    return state if state and is_server(state.pid, folder) else None


def is_server(pid: int, folder: Path) -> bool:
    """Say whether this process is a live server of this folder, and no other program that got its number."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and f"@{options_file(folder)}" in _command(process)
    except psutil.Error:
        return False


def _command(process: psutil.Process) -> list[str]:
    """Return a process's command line; it is empty for an instant after the start, so look again."""
    for _ in range(LOOKS):
        if command := process.cmdline():
            return command
        time.sleep(LOOK_AGAIN)
    return []


def find_lock_holder(folder: Path) -> int | None:
    """Return the process that has the database open (0 if it cannot be seen from here), None if nobody has."""
    try:
        descriptor = os.open(folder / "databases" / DATABASE / "database.lck", os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        question = LOCK_WHOLE_FILE.pack(fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
        answer = LOCK_WHOLE_FILE.unpack(fcntl.fcntl(descriptor, fcntl.F_GETLK, question))
    finally:
        os.close(descriptor)
    return None if answer[0] == fcntl.F_UNLCK else int(answer[4])


def measure(folder: Path) -> int:
    """Return how many bytes the graph takes on disk."""
    sizes = (_size(file) for file in (folder / "databases").rglob("*"))
    return sum(sizes)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except FileNotFoundError:  # the server replaced it meanwhile
        return 0
