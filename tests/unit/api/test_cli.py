"""The command line without a server: help, wrong usage, exit codes, options in any place."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.catalogue import COMMANDS, Catalogue
from api.commands.exits import CODES, exit_code, line
from api.reference import PAGES
from cypher import GraphRefused, GraphUnavailable, StatementFailed
from explorer.errors import NotFound
from loaders.errors import NotGalaxy, SourceRefused, SourceUnavailable

runner = CliRunner()

WRONG = [
    (["nonsense"], "No such command"),
    (["snc"], "Did you mean 'sync'?"),
    (["sync"], "Missing option '--galaxy'"),
    (["sync", "--galaxy", "sqlite:///x", "--follow"], "no file x"),
    (["sync", "--galaxy", "sqlite:///x", "--follow", "often"], "--follow"),
    (["sync", "--galaxy", "sqlite:///x", "--follow", "0"], "--follow"),
    (["sync", "--galaxy", "sqlite:///x", "--follow", "-5"], "--follow"),
    (["sync", "--galaxy", "sqlite:///x", "--full", "--reconcile"], "--full and --reconcile cannot be used together"),
    (["sync", "--galaxy", "sqlite:///x", "--follow", "--full"], "--full and --follow cannot be used together"),
    (["sync", "--galaxy", "sqlite:///x", "--history", "1", "--ids", "1:2"], "--history and --ids cannot be used"),
    (["sync", "--galaxy", "sqlite:///x", "--history", "x"], "--history"),
    (["sync", "--galaxy", "sqlite:///x", "--history", "0"], "--history"),
    (["sync", "--galaxy", "sqlite:///x", "--ids", "9:1"], "9:1 is no range of ids"),
    (["sync", "--galaxy", "sqlite:///x", "--ids", "5"], "5 is no range of ids"),
    (["--graph", "foo", "dump"], "is no graph"),
    (["--graph", "local:", "dump"], "wants a folder"),
    (["dump", "--graph", "ftp://example.org"], "is no graph"),
    (["--log-level", "loud", "schema"], "--log-level"),
    (["serve", "--host", "0.0.0.0"], "use --host 127.0.0.1"),
    (["serve", "--auth", "everybody"], "is not one of 'local'"),
    (["serve", "--auth", "galaxy"], "say where it is with --galaxy-url"),
    (["serve", "--auth", "token"], "--tokens FILE"),
    (["serve", "--port", "70000"], "--port"),
    (["serve", "--instance", "a/b"], "An instance is named by"),
    (["sync", "--galaxy", "sqlite:///x", "--instance", "a/b"], "An instance is named by"),
    (["show", "nonsense"], "is no reference"),
    (["show", "hda:x"], "--id-secret"),
    (["show", "hda:1", "--id-secret", "abc"], "4 to 56 bytes"),
    (["restore", "no-such-file"], "no-such-file: No such file"),
    (["restore"], "Missing argument"),
    (["server", "stop", "--graph", "bolt://127.0.0.1:1"], "local:FOLDER"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG, ids=" ".join)
def test_wrong_usage_is_one_line_and_2(arguments, says):
    found = runner.invoke(app, arguments)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1
    assert says in found.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HOST", "0.0.0.0", "use --host 127.0.0.1"),
        ("PORT", "70000", "GALAXY_LINEAGE_PORT"),
        ("AUTH", "everybody", "is not one of 'local'"),
        ("INSTANCE", "a/b", "An instance is named by"),
        ("PUBLISHED_ON_LOOPBACK", "maybe", "GALAXY_LINEAGE_PUBLISHED_ON_LOOPBACK: Input should be"),
    ],
)
def test_serve_reads_its_settings_from_the_environment(monkeypatch, name, value, says):
    monkeypatch.setenv(f"GALAXY_LINEAGE_{name}", value)
    found = runner.invoke(app, ["serve", "--graph", "bolt://127.0.0.1:1"])
    assert (found.exit_code, found.stderr.count("\n")) == (2, 1)
    assert says in found.stderr


@pytest.mark.parametrize("arguments", [["dump"], ["show", "hda:1"], ["serve", "--port", "0"]], ids=" ".join)
def test_a_graph_that_is_away_is_3(arguments):
    found = runner.invoke(app, ["--graph", "bolt://127.0.0.1:1", *arguments])
    assert (found.exit_code, found.stderr.count("\n")) == (3, 1)
    assert "does not answer" in found.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_they_say(name):
    module, about = COMMANDS[name]
    command = getattr(import_module(module), name)
    said = command.info.help if name == "server" else inspect.getdoc(command)
    assert said.splitlines()[0] == about
    assert about in " ".join(runner.invoke(app, [name, "--help"]).stdout.split())


def test_help_and_version():
    found = runner.invoke(app, ["--help"])
    assert found.exit_code == 0
    assert all(name in found.stdout for name in Catalogue())
    assert runner.invoke(app, ["--version"]).stdout.startswith("galaxy-lineage ")


def test_no_command_shows_the_help_and_is_wrong():
    found = runner.invoke(app, [])
    assert found.exit_code == 2
    assert "Commands:" in found.stderr


def test_schema():
    found = runner.invoke(app, ["schema"])
    assert found.exit_code == 0
    assert "ToolExecution" in found.stdout


def test_debug_shows_where_an_error_comes_from():
    found = runner.invoke(app, ["dump", "--graph", "foo", "--debug"])
    assert type(found.exception).__name__ == "BadGraphUrl"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (GraphUnavailable(), 3),
        (GraphRefused(), 4),
        (SourceUnavailable(), 3),
        (SourceRefused(), 4),
        (NotGalaxy(), 2),
        (NotFound(), 2),
        (FileNotFoundError(2, "No such file or directory", "x"), 2),
        (KeyboardInterrupt(), 130),
        (StatementFailed("odd"), 70),
        (ZeroDivisionError("odd"), 70),
    ],
)
def test_exit_codes(error, code):
    assert exit_code(error) == code
    assert "\n" not in line(error)
    assert line(error)


def test_exit_codes_are_the_promised_ones():
    assert {code for _, code in CODES} <= {2, 3, 4}


@pytest.mark.parametrize("page", PAGES)
def test_reference_pages(page):
    text = PAGES[page]()
    assert text.startswith("# ")
    assert "None" not in text
    assert all(len(set(map(len, block))) == 1 for block in _tables(text))


def test_the_page_about_the_command_line_has_every_command():
    text = PAGES["commands.md"]()
    assert all(f"`galaxy-lineage {name}" in text for name in COMMANDS)


def _tables(text):
    """The rows of each table, as lists of cells."""
    for block in text.split("\n\n"):
        if block.startswith("|"):
            yield [row.replace("\\|", "").split("|") for row in block.splitlines()]
