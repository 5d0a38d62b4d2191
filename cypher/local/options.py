"""Where a local server's Java is, and the options it is started with."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import sys
from pathlib import Path
from typing import Final

from cypher.errors import LocalServerError, UnsupportedSystem
from cypher.local.state import DATABASE, HOST, USER, Ports, options_file

HEAP_VARIABLE: Final = "GALAXY_LINEAGE_LOCAL_HEAP"
HEAP: Final = "1g"
WHEEL = "arcadedb_embedded"
LEAST_GLIBC = (2, 34)
UNUSED_JARS = re.compile(r"arcadedb-(mcp|redisw|postgresw|graphql|console|python-bridge)")
LARGEST_MESSAGE = 256 * 2**20
"""Bytes; the server drops a larger message without an answer (by default above 16 MB), and the driver waits on."""
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


def find_runtime() -> Path:
    """Return the folder of the installed `arcadedb-embedded`.

    Raises:
        UnsupportedSystem: it is not installed, or its Java needs a newer system.
    """
    spec = importlib.util.find_spec(WHEEL)
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


def write_options(folder: Path, runtime: Path, ports: Ports) -> None:
    """Write Java's options to a file, so that its command line is short; nothing in it is secret.

    Raises:
        LocalServerError: the environment asks for a heap that is no size.
    """
    jars = sorted(str(jar) for jar in (runtime / "jars").glob("*.jar") if not UNUSED_JARS.match(jar.name))
    lines = [
        f"-Xmx{heap_size()}",
        *JAVA_OPTIONS,
        *(f"-D{name}={value}" for name, value in _settings(ports).items()),
    ]
    (folder / LOG_SETTINGS).write_text("\n".join(f"{name}={value}" for name, value in LOGGING.items()))
    options_file(folder).write_text("\n".join([*lines, f"-cp {_quote(':'.join(jars))}\n"]))


def heap_size() -> str:
    """Return the most memory that the server's objects may take, such as `1g`; set by the environment."""
    heap = os.environ.get(HEAP_VARIABLE) or HEAP
    if not re.fullmatch(r"[1-9]\d*[kmgKMG]", heap):
        raise LocalServerError(f"{HEAP_VARIABLE} is {heap!r}: give a number with k, m or g, as in 2g.")
    return heap


def _settings(ports: Ports) -> dict[str, object]:
    """Return the server's settings; it runs in its folder, so that paths are relative to that."""
    return {
        "java.util.logging.config.file": LOG_SETTINGS,
        "java.awt.headless": "true",
        "java.net.preferIPv4Stack": "true",
        "arcadedb.server.mode": "production",
        "arcadedb.server.rootPath": ".",
        "arcadedb.server.rootPasswordPath": "password",
        "arcadedb.server.saltIterations": 1000,  # guessing 192 random bits is hopeless without slow hashes
        "arcadedb.server.logsDirectory": "log",
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{USER}]",
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": HOST,
        "arcadedb.bolt.port": ports.bolt,
        "arcadedb.bolt.maxMessageSize": LARGEST_MESSAGE,
        "arcadedb.bolt.packstream.maxValueLength": LARGEST_MESSAGE,
        "arcadedb.server.httpIncomingHost": HOST,
        "arcadedb.server.httpIncomingPort": ports.http,
        "arcadedb.txWalFlush": 2,  # a commit is on the disk when it is acknowledged
        "arcadedb.serverMetrics": "false",
    }


def _quote(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
