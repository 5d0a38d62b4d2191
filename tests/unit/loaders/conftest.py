"""A small Galaxy database for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.loaders.galaxy import Galaxy


@pytest.fixture
def galaxy(tmp_path: Path) -> Galaxy:
    """A Galaxy database with one history and nothing in it."""
    galaxy = Galaxy(tmp_path)
    galaxy.add("history", id=1, user_id=1, name="Reads")
    return galaxy
