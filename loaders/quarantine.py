"""Rows that could not be loaded in full: `Quarantined` nodes with the reason; they are tried again at every sync."""

from __future__ import annotations

from collections.abc import Iterable

from cypher import Graph, NodeRow, Writer

LONGEST = 1000
"""Characters of a reason that are kept."""


class Quarantine:
    """The quarantined rows of one stream."""

    def __init__(self, graph: Graph, instance: str, stream: str) -> None:
        """Read what was quarantined before."""
        self._instance, self._stream = instance, stream
        rows = graph.read("sync/quarantined", prefix=f"{instance}/quarantined/{stream}/")
        self._before: dict[str, tuple[str, str]] = {row["key"]: (row["since"], row["reason"]) for row in rows}
        self._now: dict[str, str] = {}

    def add(self, row_id: int, reasons: Iterable[str]) -> None:
        """Put a row in, or add to its reasons."""
        key = self._key(row_id)
        text = "; ".join(filter(None, (self._now.get(key), *reasons)))
        self._now[key] = text[:LONGEST]

    def __contains__(self, row_id: int) -> bool:
        return self._key(row_id) in self._now

    def __len__(self) -> int:
        return len(self._now)

    def write(self, writer: Writer, now: str) -> None:
        """Bring the graph's list of this stream up to date; a row that was in it before keeps its `since`."""
        changed = [
            self._node(key, now) for key, reason in self._now.items() if self._before.get(key, ("", ""))[1] != reason
        ]
        healed = [("Quarantined", key) for key in self._before.keys() - self._now.keys()]
        if changed or healed:
            writer.bookkeeping(changed, healed)

    def _key(self, row_id: int) -> str:
        return f"{self._instance}/quarantined/{self._stream}/{row_id}"

    def _node(self, key: str, now: str) -> NodeRow:
        since = self._before.get(key, (now, ""))[0]
        return NodeRow("Quarantined", key, {"stream": self._stream, "reason": self._now[key], "since": since})
