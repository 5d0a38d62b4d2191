"""A small Galaxy database for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.loaders.galaxy import Galaxy, make_empty


@pytest.fixture(scope="session")
def empty_galaxy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Galaxy database without a row, to be copied."""
    return make_empty(tmp_path_factory.mktemp("galaxy"))


@pytest.fixture
def galaxy(empty_galaxy: Path, tmp_path: Path) -> Galaxy:
    """A Galaxy database with one user, whose one history is empty."""
    galaxy = Galaxy(Path(shutil.copy(empty_galaxy, tmp_path / "galaxy.sqlite")))
    galaxy.add("galaxy_user", id=1, username="ada", deleted=0)
    galaxy.add("history", id=1, user_id=1, name="Reads")
    return galaxy
