"""The address of a graph: what `--graph URL` may say."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from cypher.errors import BadGraphUrl

BOLT_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a graph is. `place` is a folder (`local`) or a Bolt URL without user and password (`bolt`)."""

    kind: Literal["local", "bolt"]
    place: str
    user: str = ""
    password: str = ""
    database: str | None = None


def parse_address(url: str) -> Address:
    """Read `local:PATH` or `[USER:PASSWORD@]` Bolt URLs, with `?database=NAME`; raise `BadGraphUrl`.

    A user and a password that the URL does not name come from `GALAXY_LINEAGE_GRAPH_USER` and
    `GALAXY_LINEAGE_GRAPH_PASSWORD`.
    """
    if url.startswith("local:"):
        return _local(url)
    parts = _split(url)
    host = parts.netloc.rpartition("@")[2]
    return Address(
        "bolt",
        urlunsplit((parts.scheme, host, "", "", "")),
        unquote(parts.username or os.environ.get("GALAXY_LINEAGE_GRAPH_USER", "neo4j")),
        unquote(parts.password or "") or os.environ.get("GALAXY_LINEAGE_GRAPH_PASSWORD", ""),
        _database(parts.query, url),
    )


def _local(url: str) -> Address:
    path = url.removeprefix("local:")
    if not path:
        raise BadGraphUrl("local: wants a folder, such as local:/srv/lineage.")
    try:
        return Address("local", str(Path(path).expanduser().absolute()))
    except RuntimeError as error:  # `~nobody`
        raise BadGraphUrl(f"{url}: there is no such user's folder: name another one.") from error


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_bolt = parts.scheme in BOLT_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_bolt = False
    if not is_bolt:
        raise BadGraphUrl(f"{_shown(url)!r} is no graph: use local:PATH, bolt://HOST:PORT or neo4j://HOST:PORT.")
    return parts


def _database(query: str, url: str) -> str | None:
    if not query:
        return None
    name, _, value = query.partition("=")
    if name != "database" or not value:
        raise BadGraphUrl(f"{_shown(url)!r}: the only parameter of a graph's address is ?database=NAME.")
    return value


def _shown(url: str) -> str:
    """Return the address without a password, for messages."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url
