"""The bookkeeping of one Galaxy server in the graph: watermarks, rows to be read again, checksums of chunks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cypher import NodeRow
from loaders.values import as_json_text

if TYPE_CHECKING:
    from cypher import Graph

CHANGED, LATE, DIFFERS, OPEN = "changed", "late", "differs", "open"
"""Why a row is marked: it changed; it names a row of its own table that comes later; a checksum differs; or it may
still change without a clock, and stays marked until it no longer can."""

AT_ONCE = 50_000
"""How many marks are read at once."""

FIRST = -(2**63)
"""Less than any id."""


class Entries:
    """The nodes of the bookkeeping, as they are written in the transactions of the rows."""

    def __init__(self, instance: str) -> None:
        """Those of this Galaxy server."""
        self._instance = instance

    def watermark(self, name: str, state: Any) -> NodeRow:
        """Return the node of a watermark."""
        return NodeRow("Watermark", self.key("watermark", name), {"name": name, "state": as_json_text(state)})

    def no_watermark(self, name: str) -> tuple[str, str]:
        """Return the label and key of a watermark."""
        return "Watermark", self.key("watermark", name)

    def mark(self, stream: str, row: int, because: str) -> NodeRow:
        """Return the node that marks a row."""
        properties = {"stream": stream, "row": row, "because": because}
        return NodeRow("Marked", self.key("marked", f"{stream}/{row}"), properties)

    def unmark(self, stream: str, row: int) -> tuple[str, str]:
        """Return the label and key of a mark."""
        return "Marked", self.key("marked", f"{stream}/{row}")

    def chunk(self, stream: str, number: int, checksum: str) -> NodeRow:
        """Return the node of a chunk."""
        properties = {"stream": stream, "number": number, "checksum": checksum}
        return NodeRow("Chunk", self.key("chunk", f"{stream}/{number}"), properties)

    def key(self, kind: str, name: str) -> str:
        """Return a key, or the first part of keys, of the bookkeeping."""
        return f"{self._instance}/{kind}/{name}"


class Ledger(Entries):
    """The bookkeeping as it is in the graph."""

    def __init__(self, graph: Graph, instance: str) -> None:
        """Read the bookkeeping of this Galaxy server."""
        super().__init__(instance)
        self._graph = graph

    def states(self) -> dict[str, Any]:
        """Return the states of all watermarks by name."""
        rows = self._graph.read("sync/watermarks", prefix=self.key("watermark", ""))
        return {row["name"]: json.loads(row["state"]) for row in rows}

    def marked(self, stream: str) -> Iterator[dict[int, str]]:
        """Yield the marked rows of a stream, and why they are, in pages of rising ids: as many as all rows may be."""
        prefix, page, after = self.key("marked", f"{stream}/"), dict[int, str](), FIRST
        while not page or len(page) == AT_ONCE:
            found = self._graph.read("sync/marked", prefix=prefix, after=after, most=AT_ONCE)[0]["found"]
            if not found:
                return
            page = dict(found)
            after = found[-1][0]
            yield page

    def count_marked(self, stream: str) -> int:
        """Return how many rows of a stream are marked."""
        return int(self._graph.read("sync/count_marked", prefix=self.key("marked", f"{stream}/"))[0]["count"])

    def chunks(self, stream: str) -> dict[int, str]:
        """Return the checksums of a stream's chunks by number."""
        rows = self._graph.read("sync/chunks", prefix=self.key("chunk", f"{stream}/"))
        return dict(rows[0]["found"])

    def executions(self, keys: list[str]) -> dict[str, str]:
        """Return which execution jobs, or ICJs, ran for, as the graph has it; all by key."""
        rows = self._graph.read("sync/executions", keys=keys)
        return dict(rows[0]["found"])

    def makers(self, keys: list[str]) -> list[str]:
        """Return the jobs that made collections, or are in map-overs, as the graph has it; all by key."""
        rows = self._graph.read("sync/makers", keys=keys)
        return list(rows[0]["found"])

    def namers(self, keys: list[str]) -> list[str]:
        """Return the executions that named a dataset, or what is in a collection, as an element; all by key."""
        rows = self._graph.read("sync/namers", keys=keys)
        return list(rows[0]["found"]) if rows else []
