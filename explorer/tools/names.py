"""What tools are called: the name that a persisted source gives its tool.

Only the first tag of the source is read, so that a history with hundreds of tools is named at once; the whole form is
read when somebody looks at it (`tools`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import StringIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from cypher import Graph

MOST = 100_000
"""Names that are kept; a server has a few thousand tools."""


def tool_names(graph: Graph, sources: Iterable[str]) -> dict[str, str | None]:
    """Return the names that tool sources give their tools, by the key of the source; asks for unknown ones only."""
    wanted = set(sources)
    known = {key: _kept[key] for key in wanted & _kept.keys()}
    if unknown := sorted(wanted - known.keys()):
        rows = graph.read("tools/sources", sources=unknown)
        read = {row["key"]: read_name(row["source"] or "") for row in rows}
        _keep(read)
        known |= read
    return {key: known.get(key) for key in wanted}


def read_name(text: str) -> str | None:
    """Return the name that a source gives its tool, XML or JSON, else its id; None when it cannot be read."""
    is_xml = text.lstrip().startswith("<")
    found = _first_tag(text) if is_xml else _document(text)
    return found.get("name") or found.get("id")


_kept: dict[str, str | None] = {}
"""Keys of sources are hashes of their content, so a name never changes."""


def _keep(names: dict[str, str | None]) -> None:
    if len(_kept) + len(names) > MOST:
        _kept.clear()
    _kept.update(names)


def _first_tag(text: str) -> dict[str, str]:
    try:
        _, element = next(iter(iterparse(StringIO(text), events=("start",))))
    except (ParseError, DefusedXmlException, ValueError, StopIteration):
        return {}
    return dict(element.attrib)


def _document(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {key: str(found[key]) for key in ("name", "id") if found.get(key)} if isinstance(found, dict) else {}
