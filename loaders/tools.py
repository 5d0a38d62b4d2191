"""Tool sources: the text of a tool, how to parse it, and which tool it is; pure.

G1 rows say `hash = 'TODO'` and hold no identity: that of a job of the request counts, else what the text says
(galaxy/records.md 2.1, 8.3). Galaxy's own digest rules: sha256 of the text, and of the NUL-joined identity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

from loaders import values
from loaders.source import Row, Source
from loaders.values import BadValue

COLUMNS = ("source", "source_class", "hash", "tool_id", "tool_version", "dynamic_tool_id")
"""Of `tool_source`."""

_START = re.compile(r"<tool\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which tool: by its id and version, or a dynamic (user-defined) one by its id in `dynamic_tool`."""

    tool_id: str | None = None
    tool_version: str | None = None
    dynamic_tool_id: int | None = None

    @property
    def digest(self) -> str:
        """Galaxy's `identity_hash`."""
        if self.dynamic_tool_id is not None:
            return _sha256(f"dynamic\0{self.dynamic_tool_id}")
        return _sha256(f"static\0{self.tool_id or ''}\0{self.tool_version or ''}")


@dataclass(frozen=True, slots=True)
class ToolText:
    """The text of a tool, the class that parses it, and Galaxy's `hash` of it."""

    text: str
    source_class: str
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """A text has many uses: its digest is made once."""
        object.__setattr__(self, "digest", _sha256(self.text))

    def key(self, identity: Identity, *, is_trusted: bool = True) -> str:
        """Return the digest that names this text of this tool in the graph, apart from one that is not sure to be."""
        found = f"{self.digest}\0{self.source_class}\0{identity.digest}"
        return _sha256(found if is_trusted else f"{found}\0untrusted")

    def own_identity(self) -> Identity:
        """Return what the text says of itself: the short id, not that of a tool shed."""
        said = self._own_words()
        return Identity(_string(said.get("id")), _string(said.get("version")))

    def own_name(self) -> str | None:
        """Return what the text calls its tool."""
        return _string(self._own_words().get("name")) or None

    def _own_words(self) -> Mapping[str, object]:
        return _xml_words(self.text) if self.source_class == "XmlToolSource" else _document_words(self.text)


def tool_text(source: object, source_class: str | None) -> ToolText | None:
    """Return the text of a `tool_source` row; raise `BadValue` if it is none.

    `source_class` cannot be trusted: a migration wrote `YamlToolSource` on all rows, so XML is told by its look
    (galaxy/records.md 8.3).
    """
    found = values.as_json(source)
    if found is None:
        return None
    text = found if isinstance(found, str) else values.as_json_text(found)
    text = values.as_text(text) or ""
    return ToolText(text, _class_of(text, source_class))


def row_identity(row: Row) -> Identity | None:
    """Return what the columns of a `tool_source` row say; None when they are empty, as in all rows of G1."""
    tool_id, dynamic = values.as_text(row["tool_id"]), row["dynamic_tool_id"]
    if tool_id is None and dynamic is None:
        return None
    return Identity(tool_id, values.as_text(row["tool_version"]), dynamic)


def may_be_merged(source: Source, row: Row) -> bool:
    """Tell whether a migration may have put this text in the place of other tools' (galaxy/records.md 4, M3)."""
    return source.has("tool_source", "identity_hash") and row["hash"] == "TODO" and row_identity(row) is None


def _class_of(text: str, source_class: str | None) -> str:
    if text.lstrip().startswith("<"):
        return "XmlToolSource"
    return source_class if source_class and source_class != "XmlToolSource" else "YamlToolSource"


def _xml_words(text: str) -> dict[str, object]:
    start = _START.search(text)
    return {name: unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(start.group(1))} if start else {}


def _document_words(text: str) -> dict[str, object]:
    try:
        found = values.as_json(text)
    except BadValue:
        return {}
    return found if isinstance(found, dict) else {}


def _string(value: object) -> str | None:
    return None if value is None else values.as_text(value)


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
