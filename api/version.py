"""The version of this program."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as distribution_version
from typing import Final

DISTRIBUTION: Final = "galaxy-lineage"


@cache
def version() -> str:
    """Return the version of the installed distribution; `0+source` when it runs from its source without one."""
    try:
        return distribution_version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0+source"
