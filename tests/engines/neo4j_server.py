"""A real Neo4j for the tests: a given one, one in a container, or one that Maven resolves and Java starts here."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import docker.errors
from testcontainers.community.neo4j import Neo4jContainer

from tests.engines.ways import CannotStart, first_that_starts, free_port, require_docker

IMAGE = "neo4j:5.26-community"
PASSWORD = "lineage-tests"
_FOLDER = Path(__file__).parent.parent / "neo4j"
_JARS = _FOLDER / "lib"
_ADMIN = "org.neo4j.cli.AdminTool"
_OPENED = ["--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"]
_CONF = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
"""


def running() -> AbstractContextManager[str]:
    """Yield the bolt URL, with user and password, of a Neo4j that belongs to the tests."""
    return first_that_starts("a Neo4j 5.26", "GALAXY_LINEAGE_TEST_NEO4J", [_in_docker, _in_java])


@contextmanager
def imported(script: Path) -> Iterator[str]:
    """Run a script that imports a database by `neo4j-admin`; yield the bolt URL of a Neo4j that has it."""
    with home() as found:
        admin = found.folder / "neo4j-admin"
        admin.write_text(f"#!/bin/sh\nexec java -cp '{_JARS}/*' {_ADMIN} \"$@\"\n")
        admin.chmod(0o755)
        environment = _environment(found.folder, NEO4J_ADMIN=str(admin))
        answer = subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout[-2000:] + answer.stderr[-2000:]
        with found.running():
            yield found.url


class Home(NamedTuple):
    """A folder in which a Neo4j can be started, killed and started again; it keeps its data and its address."""

    folder: Path
    url: str

    def running(self) -> AbstractContextManager[subprocess.Popen[str]]:
        """Start the server, and kill it at the end."""
        return _server(self.folder)


@contextmanager
def home() -> Iterator[Home]:
    """Make a folder for a Neo4j that Java starts here, in which nothing is yet."""
    _require_java()
    _resolve_jars()
    with tempfile.TemporaryDirectory(prefix="lineage-neo4j-") as folder:
        port = free_port()
        _configure(Path(folder), port)
        yield Home(Path(folder), f"bolt://neo4j:{PASSWORD}@127.0.0.1:{port}")


@contextmanager
def _in_docker() -> Iterator[str]:
    require_docker()
    container = Neo4jContainer(IMAGE, password=PASSWORD)
    try:
        container.start()
    except docker.errors.DockerException as error:
        raise CannotStart(f"Docker answers but does not run {IMAGE}: {error}") from error
    try:
        host = container.get_container_host_ip()
        yield f"bolt://neo4j:{PASSWORD}@{host}:{container.get_exposed_port(7687)}"
    finally:
        container.stop()


@contextmanager
def _in_java() -> Iterator[str]:
    with home() as found, found.running():
        yield found.url


def _require_java() -> None:
    if not shutil.which("java"):
        raise CannotStart("there is no Java 17 or newer: install openjdk-17-jdk-headless")
    answer = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    version = re.search(r'version "(\d+)', answer)
    if not version or int(version[1]) < 17:
        raise CannotStart(f"Neo4j needs Java 17 or newer, and here is {answer.splitlines()[0]}")


def _resolve_jars() -> None:
    """Let Maven copy Neo4j's jars beside its `pom.xml`, once per version of that file."""
    stamp = _JARS / hashlib.sha256((_FOLDER / "pom.xml").read_bytes()).hexdigest()
    if stamp.exists():
        return
    if not shutil.which("mvn"):
        raise CannotStart("there is no Maven to fetch Neo4j's jars: install maven")
    shutil.rmtree(_JARS, ignore_errors=True)
    options = [f"-DoutputDirectory={_JARS}", "-DincludeScope=runtime"]
    answer = subprocess.run(
        ["mvn", "-q", "-B", "dependency:copy-dependencies", *options],
        cwd=_FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise CannotStart(f"Maven did not bring Neo4j's jars: {answer.stdout[-2000:]}")
    stamp.touch()


def _configure(home: Path, port: int) -> None:
    (home / "neo4j.conf").write_text(_CONF.format(port=port))
    subprocess.run(
        ["java", "-cp", f"{_JARS}/*", _ADMIN, "dbms", "set-initial-password", PASSWORD],
        env=_environment(home),
        capture_output=True,
        check=True,
    )


def _environment(home: Path, **others: str) -> dict[str, str]:
    return os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home)} | others


@contextmanager
def _server(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the server until the block ends. It also ends by itself when our end of its standard input goes away."""
    command = ["java", "-Xmx1g", *_OPENED, "-cp", f"{_JARS}/*", str(_FOLDER / "Neo4jServer.java"), str(home)]
    with (
        (home / "stderr.txt").open("w+") as errors,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout
        assert process.stdin
        if process.stdout.readline().strip() != "ready":
            errors.seek(0)
            raise CannotStart(f"Neo4j did not start: {errors.read()[-2000:]}")
        try:
            yield process
        finally:
            process.kill()  # its files are thrown away, so it need not close them
