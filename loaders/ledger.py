"""The bookkeeping of one Galaxy server in the graph: watermarks, rows to be read again, checksums of chunks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cypher import Graph, NodeRow
from loaders.values import as_json_text

CHANGED, LATE, DIFFERS, OPEN = "changed", "late", "differs", "open"
"""Why a row is marked: it changed; it names a row of its own table that comes later; a checksum differs; or it may
still change without a clock, and stays marked until it no longer can."""

Marks = Mapping[str, Iterable[int]]
"""Rows by stream."""


class Ledger:
    """Reads the bookkeeping, and makes the nodes that are written in the transactions of the rows."""

    def __init__(self, graph: Graph, instance: str) -> None:
        """Read the bookkeeping of this Galaxy server."""
        self._graph, self._instance = graph, instance

    def states(self) -> dict[str, Any]:
        """Return the states of all watermarks by name."""
        rows = self._graph.read("sync/watermarks", prefix=self._key("watermark", ""))
        return {row["name"]: json.loads(row["state"]) for row in rows}

    def marked(self, stream: str) -> dict[int, str]:
        """Return the marked rows of a stream, and why they are."""
        rows = self._graph.read("sync/marked", prefix=self._key("marked", f"{stream}/"))
        return {row: because for row, because in rows[0]["found"]}

    def chunks(self, stream: str) -> dict[int, str]:
        """Return the checksums of a stream's chunks by number."""
        rows = self._graph.read("sync/chunks", prefix=self._key("chunk", f"{stream}/"))
        return {number: checksum for number, checksum in rows[0]["found"]}

    def executions(self, keys: list[str]) -> dict[str, str]:
        """Return which execution jobs, or ICJs, ran for, as the graph has it; all by key."""
        rows = self._graph.read("sync/executions", keys=keys)
        return {key: execution for key, execution in rows[0]["found"]}

    def watermark(self, name: str, state: Any) -> NodeRow:
        """Return the node of a watermark."""
        return NodeRow("Watermark", self._key("watermark", name), {"name": name, "state": as_json_text(state)})

    def mark(self, stream: str, row: int, because: str) -> NodeRow:
        """Return the node that marks a row."""
        properties = {"stream": stream, "row": row, "because": because}
        return NodeRow("Marked", self._key("marked", f"{stream}/{row}"), properties)

    def unmark(self, stream: str, row: int) -> tuple[str, str]:
        """Return the label and key of a mark."""
        return "Marked", self._key("marked", f"{stream}/{row}")

    def chunk(self, stream: str, number: int, checksum: str) -> NodeRow:
        """Return the node of a chunk."""
        properties = {"stream": stream, "number": number, "checksum": checksum}
        return NodeRow("Chunk", self._key("chunk", f"{stream}/{number}"), properties)

    def no_chunk(self, stream: str, number: int) -> tuple[str, str]:
        """Return the label and key of a chunk."""
        return "Chunk", self._key("chunk", f"{stream}/{number}")

    def _key(self, kind: str, name: str) -> str:
        return f"{self._instance}/{kind}/{name}"
