"""The documentation cannot drift: it is generated, or what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from api.cli import app
from api.reference import PAGES as REFERENCE
from tests.contract.sources import REPOSITORY, packages, text, tracked

PAGES = [path for path in tracked() if path.suffix == ".md"]
HANDWRITTEN = [path for path in PAGES if "reference" not in path.parts]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
VARIABLE = re.compile(r"GALAXY_LINEAGE_[A-Z][A-Z_]*[A-Z]")


def test_the_reference_is_what_the_code_says() -> None:
    written = {path.name: path.read_text() for path in (REPOSITORY / "docs" / "reference").iterdir()}
    assert written == {name: page() for name, page in REFERENCE.items()}, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(text(page)) if "://" not in link]
    assert not [target for target in targets if not (REPOSITORY / page.parent / target).exists()]


@pytest.mark.parametrize("page", HANDWRITTEN, ids=str)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))
    named = re.findall(r"(?:`|^ {4})make ([a-z-]+)", text(page), re.MULTILINE)
    assert not set(named) - targets


@pytest.mark.parametrize("page", HANDWRITTEN, ids=str)
def test_commands_exist(page: Path) -> None:
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    named = re.findall(r"(?:`|^ {4}|bin/)galaxy-lineage ([a-z]+)", text(page), re.MULTILINE)
    assert not set(named) - commands


def test_every_environment_variable_is_documented() -> None:
    named = {name for path in packages() for name in VARIABLE.findall(text(path))}
    assert not named - set(VARIABLE.findall(text("docs/reference/settings.md")))


def test_every_decision_is_listed_and_short() -> None:
    decisions = [path for path in PAGES if "adr" in path.parts]
    overview = text("docs/explanation/architecture.md")
    assert not [path.name for path in decisions if path.name not in overview]
    assert not [path.name for path in decisions if len(text(path).split()) > 600]
