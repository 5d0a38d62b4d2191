"""The wheel holds all that the installed application needs, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.contract.sources import PACKAGES, REPOSITORY, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_it_holds_code_statements_sample_and_page(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    wanted = {str(p) for p in tracked() if p.parts[0] in PACKAGES and "web" not in p.parts}
    assert not wanted - names
    assert "explorer/web/dist/index.html" in names, "run `make setup`, which builds the page"
    assert any(name.endswith(".cypher") for name in names)


def test_it_holds_nothing_else(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {*PACKAGES, "galaxy_lineage"}
    assert not [name for name in names if name.startswith("explorer/web/") and "/dist/" not in name]


def test_it_works_unpacked(wheel: Path, tmp_path: Path) -> None:
    ZipFile(wheel).extractall(tmp_path)
    script = "from cypher import catalog; print(catalog.__file__, len(catalog.statements('local')))"
    answer = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True)
    place, count = answer.stdout.split()
    assert Path(place).is_relative_to(tmp_path)
    assert int(count) > 0
