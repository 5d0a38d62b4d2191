"""Each third party has one home: what import-linter checks of those that it knows, for all of them."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.contract.sources import PACKAGES, packages, parsed

ANYWHERE = {"cachetools", "more_itertools", "tenacity"}
HOMES = {
    "cypher": {"neo4j", "filelock", "psutil"},
    "loaders": {"psycopg", "sqlalchemy", "xxhash"},
    "explorer": {"defusedxml", "galaxy", "gxformat2", "networkx", "prov", "resvg_py", "rocrate"},
    "api": {
        "Crypto",
        "cryptography",
        "fastapi",
        "httpx2",
        "limits",
        "platformdirs",
        "prometheus_client",
        "pydantic",
        "pydantic_settings",
        "rich",
        "starlette",
        "typer",
        "uvicorn",
    },
}


def imported(path: Path) -> set[str]:
    """Return the packages that a file imports, at its top or inside."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            found.add(node.module or "")
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_uses_only_its_own_third_parties(package: str) -> None:
    found = defaultdict(set)
    for path in packages():
        if path.parts[0] == package:
            for name in (
                imported(path) - sys.stdlib_module_names - {*PACKAGES, "__future__"} - HOMES[package] - ANYWHERE
            ):
                found[name].add(str(path))
    assert not found


def test_no_third_party_has_two_homes() -> None:
    names = [name for home in HOMES.values() for name in home]
    assert len(names) == len(set(names))
