"""Rows that could not be loaded in full: `Quarantined` nodes with the reason; they are tried again at every sync."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from cypher import NodeRow
from loaders.keys import Keys
from loaders.values import as_text

if TYPE_CHECKING:
    from cypher import Graph

LONGEST = 1000
"""Characters of a reason that are kept."""


class Known(NamedTuple):
    """What the graph says of a quarantined row: since when, and why."""

    since: str
    reason: str


class Quarantine:
    """The quarantined rows of one stream."""

    def __init__(self, graph: Graph, keys: Keys, stream: str) -> None:
        """Read what was quarantined before."""
        self._prefix, self._stream = f"{keys.instance}/quarantined/{stream}/", stream
        rows = graph.read("sync/quarantined", prefix=self._prefix)
        self._known = {int(row["key"].rpartition("/")[2]): Known(row["since"], row["reason"]) for row in rows}

    @property
    def rows(self) -> set[int]:
        """The rows that are in it."""
        return set(self._known)

    def nodes(self, reasons: Mapping[int, str], now: str) -> Iterator[NodeRow]:
        """Yield what must be written so that these rows are in it; a row that was in it before keeps its `since`."""
        for row, reason in reasons.items():
            known = self._known.get(row)
            if known is None or known.reason != reason:
                properties = {"stream": self._stream, "reason": reason, "since": known.since if known else now}
                yield NodeRow("Quarantined", f"{self._prefix}{row}", properties)

    def healed(self, rows: Iterable[int]) -> list[tuple[str, str]]:
        """Return the label and key of those of these rows that are in it."""
        return [("Quarantined", f"{self._prefix}{row}") for row in rows if row in self._known]

    def remember(self, reasons: Mapping[int, str], healed: Iterable[int], now: str) -> None:
        """Say what the graph was told."""
        for row in healed:
            self._known.pop(row, None)
        for row, reason in reasons.items():
            known = self._known.get(row)
            self._known[row] = Known(known.since if known else now, reason)


def reason_of(problems: Iterable[str]) -> str:
    """Return what is wrong with a row in one text, which may quote what UTF-8 cannot carry."""
    return str(as_text("; ".join(dict.fromkeys(problems))[:LONGEST]))
