"""What an ordinary sync would have remembered in the graph, so that the next one goes on from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from cypher import EdgeRow, NodeRow
from loaders.bulk.files import Files, Table, node_columns
from loaders.bulk.reading import Done
from loaders.keys import Keys
from loaders.ledger import CHANGED, OPEN, Entries
from loaders.outcome import short
from loaders.quarantine import reason_of
from loaders.report import StreamReport
from loaders.values import as_json_text

VERSION = NodeRow("GraphVersion", "version", {"version": 1})
"""What is dumped has changed once."""


class StreamTotals:
    """What became of all rows of one stream."""

    def __init__(self, name: str) -> None:
        """Nothing was read."""
        self.name, self.report = name, StreamReport()
        self.unresolved = 0
        self._quarantined: dict[int, str] = {}
        self._marks: dict[int, str] = {}

    def add(self, done: Done) -> None:
        """Count the rows of a range."""
        self._quarantined |= done.quarantined
        self._marks |= dict.fromkeys(done.incomplete, CHANGED) | dict.fromkeys(done.still_open, OPEN)
        self.unresolved += done.unresolved
        written = len(done.written - done.quarantined.keys())
        self.report.read += done.read
        self.report.written += written
        self.report.unchanged += done.read - written - len(done.quarantined)
        self.report.quarantined += len(done.quarantined)

    def lose(self, edge: EdgeRow) -> None:
        """Quarantine the row that owns an edge to something that is not there after all."""
        self.unresolved += 1
        row = int(edge.owner[1].rpartition("/")[2])
        if row not in self._quarantined:
            self.report.quarantined += 1
            self.report.written -= 1
        known = [self._quarantined[row]] if row in self._quarantined else []
        self._quarantined[row] = reason_of([*known, f"{edge.type}: no {short(edge.other)}"])

    def nodes(self, keys: Keys, now: str) -> Iterator[NodeRow]:
        """Yield what is remembered of the stream."""
        entries = Entries(keys.instance)
        for row, reason in sorted(self._quarantined.items()):
            properties = {"stream": self.name, "reason": reason, "since": now}
            yield NodeRow("Quarantined", f"{keys.prefix('quarantined')}{self.name}/{row}", properties)
        for row, because in sorted(self._marks.items()):
            yield entries.mark(self.name, row, because)
        line = {"name": self.name, "synced": now, "report": as_json_text(asdict(self.report))}
        yield NodeRow("Stream", f"{keys.prefix('stream')}{self.name}", line)


def write_nodes(files: Files, rows: Iterable[NodeRow]) -> None:
    """Write bookkeeping nodes."""
    for row in rows:
        files.write(Table(row.label), node_columns(row.label).line(row)[0].encode())
