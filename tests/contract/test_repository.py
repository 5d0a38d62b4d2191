"""The repository keeps its house rules."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.contract.sources import REPOSITORY, packages, parsed, text, tracked

VAGUE = {"utils", "helpers", "common", "manager", "service", "misc"}
LONGEST = 400
MACHINE = re.compile(r"""(?:^|[\s"'=(`])/(?:work|root|home|Users|tmp/prep)/""", re.MULTILINE)


def test_every_folder_of_tests_is_a_package() -> None:
    """One without `__init__.py` would shadow the package that it is named after."""
    folders = {parent for path in tracked() if path.parts[0] == "tests" for parent in path.parents if parent.parts}
    with_python = {path.parent for path in tracked() if path.suffix == ".py"}
    missing = [f for f in folders if f in with_python and not (REPOSITORY / f / "__init__.py").exists()]
    assert not missing


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert not [str(path) for path in tracked() if MACHINE.search(text(path))]


def test_no_file_is_long() -> None:
    long = {str(path): text(path).count("\n") for path in tracked() if path.suffix in {".py", ".ts", ".vue"}}
    assert not {path: lines for path, lines in long.items() if lines > LONGEST}


def test_modules_are_named_for_what_they_hold() -> None:
    assert not [str(path) for path in packages() if {*path.parts[:-1], path.stem} & VAGUE]


@pytest.mark.parametrize("path", packages(), ids=str)
def test_a_module_says_its_role(path: Path) -> None:
    assert not text(path).strip() or ast.get_docstring(parsed(path))


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert f"## [{version}]" in text("CHANGELOG.md")
