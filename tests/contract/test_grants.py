"""The grants name exactly the tables that the loaders read, of every generation."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

from loaders.grants import COLUMNS, TABLES
from loaders.sample import unpack
from tests.contract.sources import packages, parsed

LATER = {
    "tool_execution_implicit_collection_association",
    "tool_execution_state",
}
"""Tables that the sample does not have."""

OTHERWISE = {
    "page": "a page of rows",
    "tool_version": "a column",
}
"""Names of tables of Galaxy that mean something else in the loaders."""


def test_the_grants_are_what_the_loaders_name(tmp_path: Path) -> None:
    with closing(sqlite3.connect(unpack(tmp_path))) as sample:
        galaxy = {name for (name,) in sample.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} | LATER
    named = {
        node.value
        for path in packages()
        if path.parts[0] == "loaders" and path.name != "grants.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in galaxy
    }
    assert named - OTHERWISE.keys() == {*TABLES, *COLUMNS}
