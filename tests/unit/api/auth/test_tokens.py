"""`--auth token`: a file of digests, read again when it changes."""

from __future__ import annotations

import hashlib

import pytest
from typer.testing import CliRunner

from api.auth.identity import ADMINISTRATOR, NOBODY, Identity
from api.auth.tokens import Tokens, new_token
from api.cli import app
from api.errors import BadConfiguration, KeysUnchecked, NotAuthenticated

DIGEST = hashlib.sha256(b"open sesame").hexdigest()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "tokens"


@pytest.mark.parametrize(
    ("who", "identity"),
    [
        ("user=42", Identity(42)),
        ("admin", ADMINISTRATOR),
        ("user=42,admin", Identity(42, is_admin=True)),
        ("user=42 notebooks of the lab", Identity(42)),
        ("  admin # everything", ADMINISTRATOR),
    ],
)
def test_a_line(file, who, identity):
    file.write_text(f"# who may ask\n\n{DIGEST} {who}\n")
    assert Tokens(file).identify("open sesame") == identity


@pytest.mark.parametrize(
    "line",
    ["open-sesame admin", DIGEST, f"{DIGEST} user=", f"{DIGEST} user=-1", f"{DIGEST} root", f"{DIGEST[:-1]} admin"],
)
def test_a_line_that_is_wrong_is_named(file, line):
    file.write_text(f"# tokens\n{line}\n")
    with pytest.raises(BadConfiguration, match="line 2"):
        Tokens(file)


def test_a_file_that_is_not_there(file):
    with pytest.raises(BadConfiguration, match="No such file"):
        Tokens(file)


def test_other_tokens_are_nobodys(file):
    file.write_text(f"{DIGEST} admin\n")
    for key in (DIGEST, "open", "", "é", "\udcff"):
        with pytest.raises(NotAuthenticated):
            Tokens(file).identify(key)
    assert Tokens(file).identify(None) == NOBODY


def test_the_file_is_read_again_when_it_changes(file):
    token, line = new_token(Identity(3))
    file.write_text("")
    tokens = Tokens(file)
    with pytest.raises(NotAuthenticated):
        tokens.identify(token)
    file.write_text(f"{line}\n")
    assert tokens.identify(token) == Identity(3)
    file.write_text("")
    with pytest.raises(NotAuthenticated):
        tokens.identify(token)


def test_a_file_that_is_gone_or_wrong_lets_nobody_in_until_it_is_mended(file):
    token, line = new_token(ADMINISTRATOR)
    file.write_text(f"{line}\n")
    tokens = Tokens(file)
    file.unlink()
    with pytest.raises(KeysUnchecked):
        tokens.identify(token)
    file.write_text("nonsense\n")
    with pytest.raises(KeysUnchecked):
        tokens.identify(token)
    file.write_text(f"{line}\n# mended\n")
    assert tokens.identify(token) == ADMINISTRATOR


def test_the_command_makes_tokens(file):
    said = [
        CliRunner().invoke(app, ["token", str(file), *options])
        for options in (["--user", "3", "--note", "of\nthe lab"], ["--admin"], ["--user", "1", "--admin"])
    ]
    assert {each.exit_code for each in said} == {0}
    tokens = [each.stdout.strip() for each in said]
    known = Tokens(file)
    assert [known.identify(token) for token in tokens] == [Identity(3), ADMINISTRATOR, Identity(1, is_admin=True)]
    assert not [token for token in tokens if token in file.read_text()]
    assert file.stat().st_mode & 0o777 == 0o600
    assert min(map(len, tokens)) >= 43


@pytest.mark.parametrize("options", [[], ["--user", "0"]])
def test_a_token_is_somebodys(file, options):
    assert CliRunner().invoke(app, ["token", str(file), *options]).exit_code == 2
    assert not file.exists()
