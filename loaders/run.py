"""One stream from end to end: read a page, transform it, write the difference, remove what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import NamedTuple

from cypher import Change, Graph, NodeRow, StatementFailed, Writer
from loaders.batch import Batch
from loaders.keys import Name
from loaders.late import LATE, Late
from loaders.quarantine import Quarantine
from loaders.record import Record
from loaders.report import StreamReport
from loaders.streams import Stream
from loaders.values import as_json_text, as_time

BAD_DATA = (ValueError, TypeError, KeyError, RecursionError, StatementFailed)
"""What a row can do to us; the batch is then halved until the row is found."""

MOST_REFUSED = 10
"""If the graph refuses so many rows in a row, it is not the rows."""

END = 2**62
"""Above all ids."""

HEAVIEST = 5000
"""How many jobs, elements, inputs or thousands of characters may belong to the rows of one write."""

AT_ONCE = 5000
"""How many nodes are looked for, or removed, in one statement."""


class Progress(NamedTuple):
    """How far a stream is: `done` of `total` ids."""

    stream: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Tools:
    """What every run of a stream works with."""

    graph: Graph
    writer: Writer
    progress: Callable[[Progress], None]


class StreamRun:
    """A full sync of one stream."""

    def __init__(self, stream: Stream, tools: Tools) -> None:
        """Prepare; nothing is read from the source yet."""
        self._stream, self._tools = stream, tools
        self._quarantine = Quarantine(tools.graph, stream.keys.instance, stream.name)
        self._report = StreamReport()
        self._late = Late()
        self._refused = 0
        self._highest = self._read_highest()
        self.unresolved = 0

    def run(self) -> StreamReport:
        """Bring the graph up to date with the stream's table."""
        started = monotonic()
        self._load_all()
        self._load_late()
        self._remove_unseen()
        report = self._report
        report.quarantined = len(self._quarantine)
        report.unchanged = report.read - report.written - report.quarantined
        report.seconds = round(monotonic() - started, 3)
        self._remember()
        return report

    def _read_highest(self) -> dict[tuple[str, str], int]:
        """Return the highest id of each kind that is in the graph."""
        if not self._stream.has_ids:
            return {}
        graph, keys = self._tools.graph, self._stream.keys
        return {(label, kind): graph.highest(label, keys.prefix(kind)) for label, kind in self._stream.kinds}

    def _load_all(self) -> None:
        stream, after, size = self._stream, -1, self._stream.size
        total = stream.source.highest(stream.table)
        while after < END:
            rows = stream.source.page(stream.table, stream.columns, after, size)
            last = END if len(rows) < size else int(rows[-1]["id"])
            self._load_page([Record(row) for row in rows], after + 1, last)
            after = last
            self._tools.progress(Progress(stream.name, min(after, total), total))

    def _load_page(self, records: Sequence[Record], low: int, high: int) -> None:
        """Write a page, and remove the nodes of its range of ids that no row of it wants any more."""
        self._report.read += len(records)
        present = self._present(low, high) if self._stream.has_ids else set()
        fresh = self._stream.has_ids and not present
        for part in self._parts(records):
            present -= self._load(part, fresh=fresh)
        self._remove(present)

    def _parts(self, records: Sequence[Record]) -> Iterator[list[Record]]:
        """Cut a page so that what belongs to the rows of a part stays bounded; one row is never cut."""
        weights, part, weight = self._stream.weigh(records), list[Record](), 0
        for record in records:
            if part and weight + weights.get(record.id, 0) > HEAVIEST:
                yield part
                part, weight = [], 0
            part.append(record)
            weight += weights.get(record.id, 0)
        if part:
            yield part

    def _load(self, records: Sequence[Record], *, fresh: bool) -> set[Name]:
        """Write rows and return the nodes to keep; a row that cannot be written is found by halving."""
        if not records:
            return set()
        try:
            batch = self._stream.load(records)
            change = self._tools.writer.apply(list(batch.nodes.values()), batch.edges, batch.owned, fresh=fresh)
        except BAD_DATA as error:
            if fresh and isinstance(error, StatementFailed):  # somebody else wrote meanwhile
                return self._load(records, fresh=False)
            return self._halve(records, error)
        self._refused = 0
        self._count(records, batch, change)
        return set(batch.nodes)

    def _halve(self, records: Sequence[Record], error: Exception) -> set[Name]:
        if len(records) == 1:
            return self._give_up(records[0], error)
        middle = len(records) // 2
        return self._load(records[:middle], fresh=False) | self._load(records[middle:], fresh=False)

    def _give_up(self, record: Record, error: Exception) -> set[Name]:
        """Quarantine a row as a whole; what the graph has of it stays. Raise when it is the server that fails."""
        self._refused += 1
        if isinstance(error, StatementFailed) and self._refused > MOST_REFUSED:
            raise error
        self._quarantine.add(record.id, [*record.problems, f"{type(error).__name__}: {error}"])
        keys = self._stream.keys
        return {Name(label, f"{keys.prefix(kind)}{record.id}") for label, kind in self._stream.kinds}

    def _count(self, records: Sequence[Record], batch: Batch, change: Change) -> None:
        late = self._late.keep(batch, change.dangling)
        self._note_unresolved(batch, change)
        written = batch.written(change.keys_written)
        for record in records:
            if record.problems:
                self._quarantine.add(record.id, record.problems)
        for record in records:
            if record.id in self._quarantine or record.id in late:
                continue
            self._report.written += record.id in written
        self._late.written |= late & written

    def _note_unresolved(self, batch: Batch, change: Change) -> None:
        """Quarantine the rows that name something that is not there; what else they say is in the graph."""
        for edge in change.dangling:
            if edge.type not in LATE:
                self.unresolved += 1
                for row in batch.rows[edge.owner[1]]:
                    self._quarantine.add(row, [f"{edge.type}: no {_short(edge.other)}"])

    def _load_late(self) -> None:
        """Try edges again whose other end came later in the stream."""
        for batch in self._late.batches():
            change = self._tools.writer.apply(edges=batch.edges, owned=batch.owned)
            lost = {edge.owner[1] for edge in change.dangling}
            for edge in change.dangling:
                self.unresolved += 1
                self._quarantine.add(_row_of(edge.owner[1]), [f"{edge.type}: no {_short(edge.other)}"])
            self._late.written |= {_row_of(key) for key in change.keys_written - lost}
        self._report.written += sum(row not in self._quarantine for row in self._late.written)

    def _present(self, low: int, high: int) -> set[Name]:
        """Return the nodes of this stream's kinds with an id in the range; none are looked for where none can be."""
        keys, graph = self._stream.keys, self._tools.graph
        return {
            Name(label, key)
            for (label, kind), highest in self._highest.items()
            if low <= highest
            for key in graph.keys(label, keys.prefix(kind), low, min(high, highest))
        }

    def _remove_unseen(self) -> None:
        """Remove nodes without an id that no row wanted."""
        if self._stream.has_ids:
            return
        seen = self._stream.seen()
        keys, graph = self._stream.keys, self._tools.graph
        for label, kind in self._stream.kinds:
            self._remove({Name(label, key) for key in graph.keys(label, keys.prefix(kind), 0, END)} - seen)

    def _remove(self, names: Iterable[Name]) -> None:
        by_label: dict[str, list[str]] = {}
        for label, key in sorted(names):
            by_label.setdefault(label, []).append(key)
        for label, keys in by_label.items():
            for start in range(0, len(keys), AT_ONCE):
                change = self._tools.writer.remove_nodes(label, keys[start : start + AT_ONCE])
                self._report.removed += change.nodes_removed

    def _remember(self) -> None:
        """Write the stream's bookkeeping: its line of the report, and its quarantined rows."""
        now, instance = as_time(datetime.now(UTC)) or "", self._stream.keys.instance
        self._quarantine.write(self._tools.writer, now)
        line = as_json_text(asdict(self._report))
        node = NodeRow(
            "Stream",
            f"{instance}/stream/{self._stream.name}",
            {"name": self._stream.name, "synced": now, "report": line},
        )
        self._tools.writer.bookkeeping([node])


def _short(key: str) -> str:
    return key.partition("/")[2]


def _row_of(key: str) -> int:
    return int(key.rpartition("/")[2])
