"""ETags: one caller's answer to one question is the same as long as the graph, this program and its settings are.

A tag is given out with an answer only, and nobody can make one without the server's secret. So who shows the tag of
this question was let in and answered before, and nothing has changed since: 304 needs no other check.
"""

from __future__ import annotations

import hashlib
import hmac
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


def entity_tag(secret: str, *parts: object) -> str:
    """Return the weak ETag of the answer that this program makes from these parts, such as a graph's version."""
    text = "\0".join([fingerprint(), *map(str, parts)])
    return f'W/"{hmac.new(secret.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]}"'


def require_modified(if_none_match: str | None, tag: str) -> None:
    """Raise `NotModified` when a client's `If-None-Match` names this tag; weak comparison (RFC 9110, 13.1.2).

    `*` names none: whether there is an answer at all is known when it is made.
    """
    named = {each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")}
    if tag.removeprefix("W/") in named:
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
