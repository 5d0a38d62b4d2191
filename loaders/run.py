"""One stream from end to end: read new rows page by page, then the marked ones, and write the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import NamedTuple

from more_itertools import chunked

from cypher import Bookkeeping, Change, Graph, NodeRow, StatementFailed, UnknownEnd, Writer
from cypher.schema import EDGES
from loaders.keys import Name
from loaders.ledger import CHANGED, DIFFERS, LATE, OPEN, Ledger
from loaders.outcome import Outcome, given_up, ids_of, outcome_of
from loaders.part import Part, Prepared, id_of, parts
from loaders.pipeline import prefetched
from loaders.positions import NONE, Position, Range
from loaders.quarantine import Quarantine
from loaders.reader import AHEAD, Reader, Task
from loaders.reading import BAD_DATA, Reading
from loaders.record import Record
from loaders.report import StreamReport
from loaders.scope import Scope
from loaders.streams import Stream
from loaders.values import as_json_text, as_time

MOST_REFUSED = 10
"""If the graph refuses so many rows in a row, it is not the rows."""

AT_ONCE = 5000
"""How many nodes are looked for, or removed, in one statement."""

EVERY_EDGE = frozenset(edge.type for edge in EDGES)

MOST_LINES = 1000
"""How many differences are reported by name."""


class Progress(NamedTuple):
    """How far a stream is: `done` of `total` ids, and how many rows were read until now.

    `again`: the ids are those of rows that were read by an earlier sync and are read once more.
    """

    stream: str
    done: int
    total: int | None
    rows: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Tools:
    """What every run of a stream works with; `homes` is the stream that reads the rows of each kind of key.

    `reader` reads new rows while others are written.
    """

    graph: Graph
    writer: Writer
    ledger: Ledger
    progress: Callable[[Progress], None]
    homes: dict[str, str]
    scope: Scope
    reader: Reader | None = None


def task_of(stream: Stream, position: Position, scope: Scope) -> Task:
    """Return which rows of a stream are new."""
    return Task(stream.name, scope.cut(position.unread), position.known)


class StreamRun:
    """One stream of one sync."""

    def __init__(self, stream: Stream, tools: Tools, position: Position) -> None:
        """Prepare; nothing is read from the source yet."""
        self._stream, self._tools, self._position = stream, tools, position
        self._quarantine = Quarantine(tools.graph, stream.keys, stream.name)
        self._to_retry = self._quarantine.rows
        self._found_open = set[int]()
        self._marked_anew = set[int]()
        self._marks: dict[int, str] = {}
        self._report = StreamReport()
        self._refused = 0
        self._now = as_time(datetime.now(UTC)) or ""
        self._highest = stream.source.highest(stream.table)
        self._reading = Reading(stream, Lock())
        self._has_failed = False
        self.unresolved = 0
        self.differences: list[str] = []

    def run(self) -> StreamReport:
        """Bring the graph up to date with the stream's table."""
        started = monotonic()
        self._load_new()
        self._load_marked()
        self._remove_unused()
        self._report.seconds = round(monotonic() - started, 3)
        self._remember()
        return self._report

    def _load_new(self) -> None:
        """Read what was never read, page by page, while the part before is written."""
        for prepared in self._new():
            self._put(replace(prepared, part=self._looked_up(prepared.part)))
            last = min(self._highest, self._tools.scope.bounds.high)
            self._tell(min(prepared.part.covered.high, last), last)

    def _looked_up(self, part: Part) -> Part:
        """Add what the graph has of a part whose rows may be there."""
        may_be_there = self._stream.has_ids and not part.is_fresh
        return replace(part, present=self._present(part.covered)) if may_be_there else part

    def _new(self) -> Iterator[Prepared]:
        """Yield new rows with what they want in the graph: from the process that reads, as long as all goes well."""
        reader = self._tools.reader
        if reader and reader.is_alive and self._stream.has_ids:
            for prepared in reader.new(task_of(self._stream, self._position, self._tools.scope)):
                yield prepared
                if self._has_failed:
                    break
        _, unread, known = task_of(self._stream, self._position, self._tools.scope)
        yield from prefetched(self._reading.new(unread, known), AHEAD)

    def _load_marked(self) -> None:
        """Read marked and quarantined rows again, and rows that came to fill a gap, until none is left."""
        stay = set[int]()
        while self._load_round(stay):
            stay -= self._marked_anew
            self._marked_anew.clear()

    def _load_round(self, stay: set[int]) -> int:
        """Do so once, but for those of `stay`, to which is added what stays marked; return how many rows were read."""
        done, total = 0, 0
        for rows in self._todo():
            todo = sorted(rows - stay)
            if todo and not done:
                total = self._tools.ledger.count_marked(self._stream.name) - len(stay)
            for asked in chunked(todo, self._stream.size):
                self._load_again(asked)
                stay.update(row for row in asked if row in self._marks)
                done += len(asked)
                self._tell(done, max(done, total), again=True)
        return done

    def _todo(self) -> Iterator[set[int]]:
        """Yield the ids of marked rows, page by page, then of those that fill a gap or are in quarantine."""
        stream, scope = self._stream, self._tools.scope
        for page in self._tools.ledger.marked(stream.name):
            self._marks = page
            yield self._ours(row for row, why in page.items() if not (why == OPEN and row in self._found_open))
        retried = set[int]() if scope.is_part else self._ours(self._to_retry)
        yield retried | {row["id"] for row in stream.source.within(stream.table, (), self._position.gaps)}

    def _ours(self, rows: Iterable[int]) -> set[int]:
        """Return those that this sync reads, and has read before."""
        scope = self._tools.scope
        return {row for row in rows if scope.holds(row) and (scope.only_marked or row in self._position)}

    def _load_again(self, asked: Sequence[int]) -> None:
        stream = self._stream
        records = [Record(row) for row in stream.source.lookup(stream.table, ("id", *stream.columns), "id", asked)]
        found = set(ids_of(records))
        present = self._standing_for(asked)
        for part in parts(self._stream, records):
            ids = set(ids_of(part))
            nodes = frozenset(name for name in present if id_of(name) in ids)
            self._load(Part(part, ids_of(part), nodes, waiting=frozenset()))
        gone = [id_ for id_ in asked if id_ not in found]
        if gone:
            self._load(Part((), gone, frozenset(name for name in present if id_of(name) not in found)))

    def _load(self, part: Part) -> None:
        self._put(self._reading.prepare(part))

    def _put(self, prepared: Prepared) -> None:
        """Write rows and what is remembered with them; a row that cannot be written is found by halving."""
        part = prepared.part
        if not (part.asked or part.present) and self._moved(part).to_json() == self._position.to_json():
            return
        try:
            if prepared.error:
                raise prepared.error
            self._remove(part.present - prepared.batch.nodes.keys())
            self._write(prepared)
        except UnknownEnd:
            self._load(self._with_columns(part))
        except BAD_DATA as error:
            self._has_failed = self._has_failed or not prepared.error
            part = self._with_columns(part)
            if part.is_fresh and isinstance(error, StatementFailed):  # somebody else wrote meanwhile
                self._put(replace(prepared, part=replace(part, is_fresh=False)))
            elif len(part.records) > 1:
                for half in part.halves():
                    self._load(half)
            else:
                self._give_up(part, error)

    def _with_columns(self, part: Part) -> Part:
        """Read rows here that another process has read."""
        return part if part.has_columns else replace(part, records=self._reading.again(part.asked), has_columns=True)

    def _write(self, prepared: Prepared) -> None:
        part, batch, still_open = prepared.part, prepared.batch, prepared.still_open
        waiting = EVERY_EDGE if self._tools.scope.is_part else part.waiting

        def outcome(change: Change) -> Outcome:
            return outcome_of(part.records, batch, change, waiting, prepared.packed_for)

        def also(change: Change) -> Bookkeeping:
            return self._bookkeeping(part, outcome(change), still_open)

        nodes, edges = list(batch.nodes.values()), batch.edges
        change = self._tools.writer.apply(
            nodes, edges, batch.owned, fresh=part.is_fresh, packed=prepared.packed, also=also
        )
        self._refused = 0
        self._stream.settle(batch)
        self._settle(part, outcome(change), still_open)

    def _give_up(self, part: Part, error: Exception) -> None:
        """Quarantine a row as a whole; what the graph has of it stays. Raise when it is the server that fails."""
        self._refused += 1
        if not part.records or (isinstance(error, StatementFailed) and self._refused > MOST_REFUSED):
            raise error
        outcome = given_up(part.records[0], error)
        bookkeeping = self._bookkeeping(part, outcome, set())
        self._tools.writer.bookkeeping(bookkeeping.nodes, bookkeeping.remove)
        self._settle(part, outcome, set())

    def _bookkeeping(self, part: Part, outcome: Outcome, still_open: AbstractSet[int]) -> Bookkeeping:
        """Return what is remembered in the transaction of the rows: quarantine, marks and the position."""
        ledger, name = self._tools.ledger, self._stream.name
        marks = dict.fromkeys(outcome.late, LATE) | dict.fromkeys(still_open, OPEN)
        nodes = [ledger.mark(name, row, why) for row, why in marks.items() if self._marks.get(row) != why]
        nodes.extend(self._quarantine.nodes(outcome.quarantined, self._now))
        if part.covered != NONE or self._fills(part):
            nodes.append(ledger.watermark(name + self._tools.scope.suffix, self._moved(part).to_json()))
        remove = [ledger.unmark(name, row) for row in part.asked if row in self._marks and row not in marks]
        remove += self._quarantine.healed(row for row in part.asked if row not in outcome.quarantined)
        return Bookkeeping(nodes, remove)

    def _settle(self, part: Part, outcome: Outcome, still_open: AbstractSet[int]) -> None:
        """Count, and remember here what the graph now remembers."""
        self._quarantine.remember(
            outcome.quarantined, (r for r in part.asked if r not in outcome.quarantined), self._now
        )
        self._to_retry.difference_update(part.asked)
        self._found_open |= still_open - outcome.late
        self._note_differences(part, outcome)
        self._position = self._moved(part)
        for row in part.asked:
            self._marks.pop(row, None)
        self._marks |= dict.fromkeys(outcome.late, LATE) | dict.fromkeys(still_open, OPEN)
        self._count(part, outcome)

    def _count(self, part: Part, outcome: Outcome) -> None:
        """Count a row once: one that waits is counted when it is read again."""
        rows = {record.id for record in part.records} - (frozenset() if self._tools.scope.is_part else outcome.late)
        quarantined = rows & outcome.quarantined.keys()
        written = (rows & outcome.written) - quarantined
        report = self._report
        report.read += len(rows)
        report.quarantined += len(quarantined)
        report.written += len(written)
        report.unchanged += len(rows) - len(quarantined) - len(written)
        self.unresolved += outcome.unresolved

    def _note_differences(self, part: Part, outcome: Outcome) -> None:
        """Say by name what a reconciliation found."""
        gone = {id_of(name) for name in part.present} - {record.id for record in part.records}
        for row in part.asked:
            is_gone, is_other = row in gone, row in outcome.written
            if self._marks.get(row) == DIFFERS and (is_gone or is_other) and len(self.differences) < MOST_LINES:
                self.differences.append(f"{self._stream.name}: row {row} {'is gone' if is_gone else 'differs'}")

    def _moved(self, part: Part) -> Position:
        if part.covered != NONE:
            return self._position.after(part.covered, part.asked, self._highest)
        return self._position.without(self._fills(part))

    def _fills(self, part: Part) -> list[int]:
        """Return those rows of a part that fill a gap."""
        return [record.id for record in part.records if record.id not in self._position]

    def _present(self, read: Range) -> frozenset[Name]:
        """Return the nodes of this stream's kinds with an id in the range; none are looked for where none can be."""
        keys, graph, high = self._stream.keys, self._tools.graph, min(read.high, self._position.known)
        return frozenset(
            Name(label, key)
            for label, kind in self._stream.kinds
            for key in graph.keys(label, keys.prefix(kind), max(read.low, 0), high)
        )

    def _standing_for(self, ids: Iterable[int]) -> frozenset[Name]:
        """Return the nodes that stand for rows with these ids."""
        if not self._stream.has_ids:
            return frozenset()
        keys, graph, ids = self._stream.keys, self._tools.graph, list(ids)
        return frozenset(
            Name(label, key)
            for label, kind in self._stream.kinds
            for key in graph.existing(label, [f"{keys.prefix(kind)}{id_}" for id_ in ids])
        )

    def _remove_unused(self) -> None:
        """Remove nodes without an id that nothing wants any more."""
        if self._stream.has_ids or self._tools.scope.is_part:
            return
        keys, graph = self._stream.keys, self._tools.graph
        for label, kind in self._stream.kinds:
            rows = graph.read("sync/unused_tool_sources", prefix=keys.prefix(kind))
            self._remove(self._stream.orphans(Name(label, row["key"]) for row in rows))

    def _remove(self, names: Iterable[Name]) -> None:
        """Remove nodes, and mark the rows that own an edge to them."""
        by_label: dict[str, list[str]] = {}
        for label, key in sorted(names):
            by_label.setdefault(label, []).append(key)
        for label, keys in by_label.items():
            for some in chunked(keys, AT_ONCE):
                change = self._tools.writer.remove_nodes(label, some, also=self._mark_owners)
                self._report.removed += change.nodes_removed

    def _mark_owners(self, change: Change) -> Bookkeeping:
        homes, ledger = self._tools.homes, self._tools.ledger
        rows = {(homes[edge.owner.split("/")[1]], int(edge.owner.rpartition("/")[2])) for edge in change.removed}
        self._marked_anew |= {row for stream, row in rows if stream == self._stream.name}
        return Bookkeeping([ledger.mark(stream, row, CHANGED) for stream, row in sorted(rows)])

    def _tell(self, done: int, total: int, *, again: bool = False) -> None:
        self._tools.progress(Progress(self._stream.name, done, total, self._report.read, again))

    def _remember(self) -> None:
        """Write the stream's line of the report."""
        line = as_json_text(asdict(self._report))
        properties = {"name": self._stream.name, "synced": self._now, "report": line}
        node = NodeRow("Stream", f"{self._stream.keys.instance}/stream/{self._stream.name}", properties)
        self._tools.writer.bookkeeping([node])
