from __future__ import annotations

import pytest

from cypher.errors import LocalServerError, UnsupportedSystem
from cypher.local import options
from cypher.local.options import find_runtime, heap_size, is_new_enough, write_options
from cypher.local.state import Ports


@pytest.mark.parametrize(
    ("library", "version", "enough"),
    [
        ("glibc", "2.34", True),
        ("glibc", "2.41", True),
        ("glibc", "3.0", True),
        ("glibc", "2.33", False),
        ("glibc", "2.5", False),
        ("glibc", "", False),
        ("musl", "1.2.5", False),
        ("", "", False),
    ],
)
def test_java_needs_a_c_library_that_is_new_enough(library, version, enough):
    assert is_new_enough(library, version) is enough


def test_an_old_system_is_told_to_use_neo4j(monkeypatch):
    monkeypatch.setattr(options.platform, "libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(UnsupportedSystem, match=r"glibc 2\.34 or newer.*use a Neo4j server"):
        find_runtime()


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(options, "WHEEL", "a_wheel_that_nobody_has")
    with pytest.raises(UnsupportedSystem, match="install arcadedb-embedded"):
        find_runtime()


def test_the_runtime_has_java_and_the_server():
    assert (find_runtime() / "jre" / "bin" / "java").is_file()
    assert list((find_runtime() / "jars").glob("arcadedb-bolt-*.jar"))


@pytest.mark.parametrize(("given", "heap"), [("", "1g"), ("2g", "2g"), ("1536M", "1536M"), ("900000k", "900000k")])
def test_the_heap_is_a_setting(monkeypatch, given, heap):
    monkeypatch.setenv("GALAXY_LINEAGE_LOCAL_HEAP", given)
    assert heap_size() == heap


@pytest.mark.parametrize("heap", ["0g", "1", "g", "1 g", "-1g", "1g -cp /tmp", "1g\n-cp x"])
def test_nothing_else_is_a_heap(monkeypatch, heap):
    monkeypatch.setenv("GALAXY_LINEAGE_LOCAL_HEAP", heap)
    with pytest.raises(LocalServerError, match="give a number with k, m or g"):
        heap_size()


def test_options_keep_to_loopback_and_to_what_is_needed(tmp_path):
    runtime = tmp_path / 'a "wheel" \\ with spaces'
    (runtime / "jars").mkdir(parents=True)
    for jar in ("arcadedb-engine-1.jar", "arcadedb-mcp-1.jar", "arcadedb-redisw-1.jar"):
        (runtime / "jars" / jar).touch()
    write_options(tmp_path, runtime, Ports(bolt=4001, http=4002))
    options = (tmp_path / "server.options").read_text().splitlines()
    assert "-Darcadedb.bolt.host=127.0.0.1" in options
    assert "-Darcadedb.bolt.port=4001" in options
    assert "-Darcadedb.server.httpIncomingHost=127.0.0.1" in options
    assert "-Darcadedb.server.httpIncomingPort=4002" in options
    assert "-Darcadedb.txWalFlush=2" in options
    assert "-Darcadedb.serverMetrics=false" in options
    quoted = str(runtime).replace("\\", "\\\\").replace('"', '\\"')
    assert options[-1] == f'-cp "{quoted}/jars/arcadedb-engine-1.jar"'
