"""ETags: an answer is the same as long as the graph, this program and its settings are the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from api.version import version

PACKAGES: Final = ("cypher", "explorer", "api")


class NotModified(Exception):
    """The client has the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def entity_tag(*parts: object) -> str:
    """Return the weak ETag of all answers that this program makes from these parts, such as a graph's version."""
    return f'W/"{_digest([fingerprint(), *map(str, parts)])}"'


def require_modified(if_none_match: str | None, tag: str) -> None:
    """Raise `NotModified` when a client's `If-None-Match` names this tag; weak comparison (RFC 9110, 13.1.2)."""
    named = {each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")}
    if named & {"*", tag.removeprefix("W/")}:
        raise NotModified(tag)


@cache
def fingerprint(packages: tuple[str, ...] = PACKAGES) -> str:
    """Return what runs here: its version, and a digest of its files' sizes and times for those who develop it."""
    return f"{version()}-{_digest(sorted(_files(packages)))}"


def _files(packages: tuple[str, ...]) -> Iterator[str]:
    for package in packages:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations if spec else None) or ():
            yield from _sources(place)


def _sources(place: str) -> Iterator[str]:
    for folder, inner, names in os.walk(place):
        inner[:] = [name for name in inner if name != "web"]
        for path in (Path(folder, name) for name in names if name.endswith((".py", ".cypher"))):
            yield f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
