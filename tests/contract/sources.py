"""The files of the repository, as the contract tests read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
PACKAGES = ("api", "cypher", "explorer", "loaders")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file that is in the repository, or would be with the next commit, relative to it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in listed.split("\0") if name and (REPOSITORY / name).is_file())


def packages() -> list[Path]:
    """Return the Python files of the distribution."""
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in PACKAGES]


@cache
def parsed(path: Path) -> ast.Module:
    """Parse a Python file of the repository."""
    return ast.parse((REPOSITORY / path).read_text())


def text(path: Path | str) -> str:
    """Read a file of the repository; what is no text is replaced."""
    return (REPOSITORY / path).read_text(errors="replace")
