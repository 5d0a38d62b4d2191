"""A private graph server on loopback for `local:FOLDER`: started on demand, shared by processes, stopped when idle.

The server is ArcadeDB from the `arcadedb-embedded` wheel, which brings its own Java and speaks Bolt. Who asks for it
first starts it (`process`), everybody else finds it (`state`), and its keeper stops it when nobody has
been connected for a while (`keeper`).
"""

from __future__ import annotations

import errno
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from cypher.errors import BadGraphUrl, DiskFull, GraphBusy, LocalServerError, PortTaken
from cypher.local.options import find_runtime, write_options
from cypher.local.process import ANSWER_WITHIN, end, launch, pick_ports, wait_ready
from cypher.local.state import (
    DATABASE,
    USER,
    Ports,
    State,
    find_lock_holder,
    find_running,
    lock_file,
    log_file,
    measure,
    options_file,
    password_file,
    read_state,
)

IDLE_MINUTES: Final = 10.0
LOCK_WITHIN: Final = 150.0  # seconds that others may take to start or stop the server
STOP_WITHIN: Final = 30.0  # seconds, then the server is killed; its write-ahead log keeps what was committed
RELEASE_WITHIN: Final = 3.0  # seconds until the kernel has released the files of a killed server
TRIES: Final = 4  # a free port can be taken before the server has it
LEAST_SPACE: Final = 64 * 1024**2  # bytes; a new graph takes about 1 MB, a log file of the database 64


@dataclass(frozen=True, slots=True)
class Connection:
    """What a driver needs to talk to the server."""

    url: str
    user: str
    password: str
    database: str
    http_url: str


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a folder's server; `since` is UTC in ISO-8601, `size` bytes on disk."""

    running: bool
    folder: Path
    size: int
    pid: int | None = None
    since: str | None = None
    bolt_port: int | None = None
    http_port: int | None = None


class LocalServer:
    """The server of one folder.

    Args:
        folder: where the graph is; made at the first start.
        idle_minutes: stop when nobody was connected for so long; 0 for never. Holds for a server that this starts.
        ports: fixed ports instead of random ones.
    """

    def __init__(self, folder: Path, idle_minutes: float = IDLE_MINUTES, ports: Ports | None = None) -> None:
        self.folder = Path(folder).expanduser().resolve()
        self._idle_seconds = idle_minutes * 60
        self._ports = ports

    def start(self) -> Connection:
        """Return how to reach the server; start it if it does not run, which takes about a second.

        Raises:
            LocalServerError: it cannot run here; its subclasses say why.
            GraphBusy: another program has the graph open.
            BadGraphUrl: the folder holds something else.
        """
        runtime = find_runtime()
        with self._explained():
            self._prepare()
            with self._locked():
                state = self._find() or self._start(runtime)
                (self.folder / "server.used").touch()
                return self._connection(state)

    def stop(self) -> bool:
        """Stop the server; False if none runs."""
        if not self.status().running:
            return False
        with self._explained(), self._locked():
            state = find_running(self.folder)
            if state is None:
                return False
            end(state.pid, STOP_WITHIN)
            return True

    def status(self) -> Status:
        """Say whether the server runs, and where; changes nothing."""
        with self._explained():
            state = find_running(self.folder)
            size = measure(self.folder)
        if state is None:
            return Status(running=False, folder=self.folder, size=size)
        ports = {"bolt_port": state.bolt_port, "http_port": state.http_port}
        return Status(running=True, folder=self.folder, size=size, pid=state.pid, since=state.since, **ports)

    def is_disk_full(self) -> bool:
        """Say whether there is too little room to write; the server's own message about a failed write is vague."""
        return shutil.disk_usage(self.folder).free < LEAST_SPACE

    def _find(self) -> State | None:
        state = find_running(self.folder)
        if state is None:
            return None
        size = log_file(self.folder).stat().st_size
        return state if wait_ready(state, self.folder, size, ANSWER_WITHIN) else None

    def _start(self, runtime: Path) -> State:
        self._check_unused()
        if self.is_disk_full():
            raise DiskFull
        self._forget_users()
        return self._launch(runtime, read_state(self.folder), TRIES)

    def _launch(self, runtime: Path, last: State | None, tries: int) -> State:
        ports = pick_ports(self._ports, last)
        write_options(self.folder, runtime, ports)
        try:
            return launch(self.folder, runtime, ports, self._idle_seconds)
        except PortTaken:
            if self._ports or tries == 1:
                raise
            return self._launch(runtime, None, tries - 1)

    def _check_unused(self) -> None:
        deadline = time.monotonic() + RELEASE_WITHIN
        while (holder := find_lock_holder(self.folder)) is not None:
            if time.monotonic() > deadline:
                who = f"process {holder}" if holder else "another machine or container"
                raise GraphBusy(f"The graph in {self.folder} is in use by {who}: end that first.")
            time.sleep(0.05)

    def _forget_users(self) -> None:
        """Let the server make its only user anew, so that the password is always the one in the file."""
        (self.folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
        file = password_file(self.folder)
        file.touch(mode=0o600)
        file.chmod(0o600)
        if not file.read_text():
            file.write_text(secrets.token_urlsafe(24))

    def _connection(self, state: State) -> Connection:
        password = password_file(self.folder).read_text()
        return Connection(state.url, USER, password, DATABASE, state.http_url)

    def _prepare(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise BadGraphUrl(f"{self.folder} is a file: name a folder for the graph.")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        strangers = {file.name for file in self.folder.iterdir()} - {lock_file(self.folder).name}
        if strangers and not (options_file(self.folder).exists() or password_file(self.folder).exists()):
            raise BadGraphUrl(f"{self.folder} is not a graph, and not empty: name another folder.")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with FileLock(lock_file(self.folder), timeout=LOCK_WITHIN, mode=0o600):
                yield
        except Timeout as error:
            raise GraphBusy(
                f"Another process is starting or stopping the server of {self.folder}: try again."
            ) from error

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull from error
            reason = error.strerror or str(error)
            message = f"The folder {self.folder} cannot be used ({reason}): name another, or give yourself access."
            raise LocalServerError(message) from error
