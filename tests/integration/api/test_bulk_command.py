"""`sync --bulk` on the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cli import app
from cypher.local import LocalServer

pytestmark = pytest.mark.service
runner = CliRunner()


def run(graph: str, *arguments: str):
    return runner.invoke(app, ["--graph", graph, "sync", *arguments])


def test_files_and_the_command_that_imports_them(demo_sqlite, tmp_path, unused_tcp_port):
    """The graph's server is stopped: nobody asks it."""
    folder, graph = tmp_path / "files", f"bolt://127.0.0.1:{unused_tcp_port}"
    given = ["--galaxy", f"sqlite:///{demo_sqlite}", "--bulk", str(folder)]
    done = run(graph, *given)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (
        0,
        f"cd {folder} && neo4j-admin database import full neo4j @import.args",
    )
    assert {path.name for path in folder.iterdir()} == {
        "README.txt",
        "import.args",
        "import.sh",
        "nodes",
        "relationships",
    }
    again = run(graph, *given)
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    assert "is not empty" in again.stderr


def test_its_report_as_json(demo_sqlite, tmp_path):
    done = run("bolt://127.0.0.1:9", "--galaxy", f"sqlite:///{demo_sqlite}", "--bulk", str(tmp_path), "--json")
    report = json.loads(done.stdout)
    assert report.keys() == {"streams", "seconds", "command"}
    assert report["streams"]["datasets"]["written"] == 353


def test_a_local_graph_that_is_named_is_loaded_too(demo_sqlite, tmp_path):
    graph = f"local:{tmp_path / 'graph'}"
    done = run(graph, "--galaxy", f"sqlite:///{demo_sqlite}", "--bulk", str(tmp_path / "files"))
    assert (done.exit_code, "no such importer" in done.stderr) == (0, True)
    dumped = runner.invoke(app, ["--graph", graph, "dump"]).stdout
    LocalServer(tmp_path / "graph").stop()
    assert dumped.count('"node": "Dataset"') == 353


def test_it_is_a_first_load_of_everything(tmp_path):
    done = run("bolt://127.0.0.1:9", "--galaxy", "sqlite:///x", "--bulk", str(tmp_path), "--full")
    assert (done.exit_code, "choose one" in done.stderr) == (2, True)
