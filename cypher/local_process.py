"""Start and end the Java process of a local server, and say in one line why it does not start."""

from __future__ import annotations

import errno
import http.client
import importlib.util
import os
import platform
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from cypher.errors import DiskFull, GraphBusy, LocalServerError, PortTaken, UnsupportedSystem
from cypher.local_state import (
    DATABASE,
    HOST,
    USER,
    State,
    find_running,
    is_server,
    log_file,
    options_file,
)

MAIN_CLASS = "com.arcadedb.server.ArcadeDBServer"
LEAST_GLIBC = (2, 34)
READY_WITHIN = 120.0  # seconds; a start takes 1 to 2, after a kill the write-ahead log is replayed first
UNUSED_JARS = re.compile(r"arcadedb-(mcp|redisw|postgresw|graphql|console|python-bridge)")
JAVA_OPTIONS = (
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
)
LOG_SETTINGS = "server.logging"
LOGGING = {  # one file of at most 5 MB
    "handlers": "java.util.logging.FileHandler",
    ".level": "INFO",
    "java.util.logging.FileHandler.pattern": "server.log",
    "java.util.logging.FileHandler.limit": 5_000_000,
    "java.util.logging.FileHandler.count": 1,
    "java.util.logging.FileHandler.append": "true",
    "java.util.logging.FileHandler.formatter": "java.util.logging.SimpleFormatter",
    "java.util.logging.SimpleFormatter.format": "%1$tF %1$tT %4$s %5$s%6$s%n",
}
FOREIGN_JAVA_OPTIONS = ("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")

COMPLAINTS: Final = (  # in the server's log → what it means
    (re.compile("No space left on device|Disk quota exceeded"), DiskFull),
    (re.compile("Address already in use|BindException|[Uu]nable to listen"), PortTaken),
    (re.compile("is locked by another process|LockException|LockTimeout"), GraphBusy),
)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a server listens."""

    bolt: int
    http: int


def find_runtime() -> Path:
    """Return the folder of the installed `arcadedb-embedded`.

    Raises:
        UnsupportedSystem: it is not installed, or its Java needs a newer system.
    """
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise UnsupportedSystem(
            "There is no local graph server here: install arcadedb-embedded, or use a Neo4j server."
        )
    library, version = platform.libc_ver()
    if sys.platform == "linux" and not is_new_enough(library, version):
        raise UnsupportedSystem
    return Path(spec.origin).parent


def is_new_enough(library: str, version: str) -> bool:
    """Say whether the server's Java runs on this C library."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    return library == "glibc" and numbers >= LEAST_GLIBC


def write_options(folder: Path, runtime: Path, ports: Ports, heap: str) -> None:
    """Write Java's options to a file, so that its command line is short; nothing in it is secret."""
    jars = sorted(str(jar) for jar in (runtime / "jars").glob("*.jar") if not UNUSED_JARS.match(jar.name))
    lines = [
        f"-Xmx{heap}",
        *JAVA_OPTIONS,
        *(f"-D{name}={value}" for name, value in _settings(ports).items()),
    ]
    (folder / LOG_SETTINGS).write_text("\n".join(f"{name}={value}" for name, value in LOGGING.items()))
    options_file(folder).write_text("\n".join([*lines, f"-cp {_quote(':'.join(jars))}\n"]))


def _settings(ports: Ports) -> dict[str, object]:
    """Return the server's settings; it runs in its folder, so that paths are relative to that."""
    return {
        "java.util.logging.config.file": LOG_SETTINGS,
        "java.awt.headless": "true",
        "java.net.preferIPv4Stack": "true",
        "arcadedb.server.mode": "production",
        "arcadedb.server.rootPath": ".",
        "arcadedb.server.rootPasswordPath": "password",
        "arcadedb.server.logsDirectory": "log",
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{USER}]",
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": HOST,
        "arcadedb.bolt.port": ports.bolt,
        "arcadedb.server.httpIncomingHost": HOST,
        "arcadedb.server.httpIncomingPort": ports.http,
        "arcadedb.txWalFlush": 2,  # a commit is on the disk when it is acknowledged
        "arcadedb.serverMetrics": "false",
    }


def _quote(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def pick_ports(fixed: Ports | None, last: State | None) -> Ports:
    """Return the ports to listen on: the fixed ones, else those of last time where they are free, else any.

    Raises:
        PortTaken: a fixed port is in use.
    """
    if fixed:
        _check_free(fixed)
        return fixed
    return Ports(_free_port(last and last.bolt_port), _free_port(last and last.http_port))


def _check_free(ports: Ports) -> None:
    for port in (ports.bolt, ports.http):
        if not _is_free(port):
            raise PortTaken(f"Port {port} is in use by another program: choose another one.")


def _free_port(wish: int | None) -> int:
    if wish and _is_free(wish):
        return wish
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def _is_free(port: int) -> bool:
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
        LocalServerError, GraphBusy: it ended before; the message has the last line of its log.
    """
    begin = log_file(folder).stat().st_size if log_file(folder).exists() else 0
    keeper = Path(__file__).with_name("local_keeper.py")
    java = [str(runtime / "jre" / "bin" / "java"), f"@{options_file(folder)}", MAIN_CLASS]
    arguments = [str(folder), str(idle_seconds), str(ports.bolt), str(ports.http)]
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN_JAVA_OPTIONS}
    with log_file(folder).open("ab") as log:
        started = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-P", str(keeper), *arguments, *java],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment,
            check=False,
        )
    state = find_running(folder) if started.returncode == 0 else None
    if state is None or not wait_ready(state, folder):
        raise explain(folder, begin)
    return state


def wait_ready(state: State, folder: Path) -> bool:
    """Wait until the server answers; False if it ended instead.

    Raises:
        LocalServerError: it neither answers nor ends.
    """
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if _answers(state.http_port):
            return True
        if not is_server(state.pid, folder):
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


def explain(folder: Path, begin: int = 0) -> LocalServerError | GraphBusy:
    """Return the error that says why the server ended, from what it logged after this byte."""
    with log_file(folder).open("rb") as log:
        log.seek(begin if begin <= log_file(folder).stat().st_size else 0)
        text = log.read().decode(errors="replace")
    for pattern, error in COMPLAINTS:
        if pattern.search(text):
            return error()
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    last = lines[-1] if lines else "it said nothing"
    return LocalServerError(f"The local graph server ended at its start: {last} (see {log_file(folder)})")


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
