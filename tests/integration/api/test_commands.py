"""The command line on real graphs and a real sample."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from api.cli import app
from cypher.local import LocalServer
from tests.oracle.client import ID_SECRET

REPOSITORY = Path(__file__).parents[3]
runner = CliRunner()


def run(url: str, *arguments: str):
    return runner.invoke(app, ["--graph", url, *arguments])


def test_sync_dump_and_restore(local_graph, local_url, demo_sqlite, tmp_path):
    """A second sync changes nothing, and a dump makes the same graph elsewhere."""
    galaxy, file, elsewhere = f"sqlite:///{demo_sqlite}", tmp_path / "graph.jsonl", f"local:{tmp_path / 'graph'}"
    first = run(local_url, "sync", "--galaxy", galaxy, "--json")
    assert first.exit_code == 0
    report = json.loads(first.stdout)
    assert report.keys() == {"streams", "seconds"}
    for stream in report["streams"].values():
        assert stream.keys() == {"read", "written", "unchanged", "removed", "quarantined", "seconds"}
        assert stream["read"] == stream["written"] + stream["unchanged"] + stream["quarantined"]
    assert run(local_url, "dump", "-o", str(file)).exit_code == 0
    version = local_graph.version()
    second = run(local_url, "sync", "--galaxy", galaxy)
    assert (second.exit_code, second.stdout.split()[:2]) == (0, ["stream", "read"])
    assert "datasets: 353 rows read" in first.stderr
    assert run(local_url, "dump").stdout == file.read_text()
    assert local_graph.version() == version
    assert run(elsewhere, "restore", str(file)).exit_code == 0
    assert run(elsewhere, "dump").stdout == file.read_text()
    again = run(elsewhere, "restore", str(file))
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    LocalServer(tmp_path / "graph").stop()


def test_what_is_no_galaxy(local_url, tmp_path):
    (tmp_path / "text").write_text("no database")
    for galaxy, says in (
        (f"sqlite:///{tmp_path}/text", "no Galaxy database"),
        (f"sqlite:///{tmp_path}/none", "no file"),
    ):
        found = run(local_url, "sync", "--galaxy", galaxy)
        assert (found.exit_code, found.stderr.count("\n")) == (2, 1)
        assert says in found.stderr


def test_a_file_that_is_no_dump(local_graph, local_url, tmp_path):
    for content in (b"\xff\xfe\x00", b"not json\n", b'{"node": "Nothing", "key": "a/b/1", "properties": {}}\n'):
        (tmp_path / "file").write_bytes(content)
        found = run(local_url, "restore", str(tmp_path / "file"))
        assert (found.exit_code, found.stderr.count("\n")) == (2, 1)
    assert local_graph.version() >= 0


def test_show_draws_a_tree(local_samples_url):
    found = run(local_samples_url, "show", "demo/hdca/7")
    assert found.exit_code == 0
    assert found.stdout.startswith("84: Alignments \N{MULTIPLICATION SIGN}6 hdca:7 list ok\n")
    for words in (
        "produced by Align reads",
        "Read pair: 45: Trimmed read pairs",
        "Preset: Sensitive (not the default)",
    ):
        assert words in found.stdout


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("history:2", "RNA-seq: heat stress in yeast"),
        ("tool_execution:7", "Align reads"),
        ("hda:1", "S. cerevisiae genome"),
        ("invocation:1", "step:"),
        ("job:1", "Fetch reference genome"),
    ],
)
def test_show_by_kind(local_samples_url, reference, words):
    found = run(local_samples_url, "show", reference, "--instance", "demo")
    assert found.exit_code == 0
    assert words.lower() in found.stdout.lower()


def test_show_by_encoded_id_is_the_json_of_the_route(local_samples_url, client):
    arguments = ("hda:1fd0db991702dcfa", "--instance", "demo", "--id-secret", ID_SECRET, "--json")
    found = run(local_samples_url, "show", *arguments)
    assert json.loads(found.stdout) == client.get("/api/producers/hda/1fd0db991702dcfa").json()


def test_show_what_is_not_there(local_samples_url):
    found = run(local_samples_url, "show", "hda:999999")
    assert (found.exit_code, found.stderr) == (2, "galaxy-lineage: hda:999999 is not in the graph.\n")


def test_a_wrong_password_is_4(local_samples_url):
    address = LocalServer(Path(local_samples_url.removeprefix("local:"))).start().url
    found = run(address.replace("://", "://root:wrong@"), "show", "hda:1")
    assert (found.exit_code, found.stderr.count("\n")) == (4, 1)
    assert "wrong@" not in found.stderr


def test_doctor(local_samples_url, demo_sqlite):
    found = run(local_samples_url, "doctor", "--galaxy", f"sqlite:///{demo_sqlite}", "--json")
    checks = {check["subject"]: check for check in json.loads(found.stdout)["checks"]}
    assert all(checks[name]["ok"] for name in ("program", "Java", "folder of the graph", "graph", "Galaxy's database"))
    away = run("bolt://127.0.0.1:1", "doctor")
    assert away.exit_code == 3
    assert "does not answer" in away.stdout


def test_server_start_status_stop(tmp_path):
    url = f"local:{tmp_path / 'graph'}"
    assert not json.loads(run(url, "server", "status", "--json").stdout)["running"]
    assert "Running" in run(url, "server", "start").stderr
    assert json.loads(run(url, "server", "status", "--json").stdout)["running"]
    assert "Running" in run(url, "server", "status").stdout
    assert run(url, "server", "stop").stderr == "Stopped.\n"
    assert run(url, "server", "stop").stderr == "It was not running.\n"


def test_nobody_reads_the_dump_to_its_end(local_samples_url):
    command = f"{sys.executable} -m api.cli --graph {local_samples_url} dump | head -n 1; echo ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert (found.stdout.splitlines()[-1], found.stderr) == ("0", "")


def test_serve_until_interrupted(local_samples_url):
    with _serving(dict(os.environ), "--graph", local_samples_url, "serve", "--port", "0") as (process, url, _):
        with urlopen(f"{url}healthz") as answer:
            assert json.load(answer) == {"status": "ok"}
        taken = run(local_samples_url, "serve", "--port", url.split(":")[2].strip("/"))
        assert taken.exit_code == 2
        assert "choose another one with --port" in taken.stderr
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=20)
        assert (process.returncode, "Traceback" in rest) == (130, False)


def test_demo_is_quick_the_second_time(tmp_path):
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "GALAXY_LINEAGE_GRAPH": "bolt://127.0.0.1:1"}
    environment.pop("DISPLAY", None)
    try:
        loaded = [_demo(environment), _demo(environment)]
    finally:
        LocalServer(tmp_path / "galaxy-lineage" / "demo" / "graph").stop()
    assert loaded == [True, False]


def _demo(environment) -> bool:
    """Run the demo, look at its first history, and say whether it loaded the sample."""
    with _serving(environment, "demo", "--port", "0", "--no-browser") as (_, url, said):
        with urlopen(f"{url}api/histories/2/graph?layout=true") as answer:
            assert json.load(answer)["layout"]["cards"]
        return "Loading the sample" in said


@contextmanager
def _serving(environment, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """Run a command that serves; yield it, its address, and what it said until then."""
    command = [sys.executable, "-m", "api.cli", *arguments]
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process, *_address(process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=20)


def _address(process: subprocess.Popen[str]) -> tuple[str, str]:
    assert process.stderr
    said, deadline = "", time.monotonic() + 120
    while time.monotonic() < deadline and (line := process.stderr.readline()):
        said += line
        if found := re.search(r"is at (http\S+)", line):
            return found[1], said
    raise AssertionError(said)
