"""What one process does in a bulk load: ranges of ids of a stream, from the source to its own files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cypher import Change
from loaders.batch import Batch
from loaders.bulk.files import Files
from loaders.bulk.known import Kind, Known
from loaders.bulk.rows import LateEdge, Lines, lines_of
from loaders.bulk.shared import Name, Places, SharedNodes
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.ledger import Entries
from loaders.outcome import given_up, outcome_of
from loaders.part import parts
from loaders.pipeline import collecting_rarely
from loaders.positions import Range
from loaders.reading import BAD_DATA
from loaders.record import Record
from loaders.source import Source, open_source
from loaders.streams import Context, Stream, streams_of

PATIENCE = 3600
"""Seconds that one statement may take."""

PAGES = 4
"""How many pages of an ordinary sync are read at once: nothing is written in between that must stay small."""


def page_of(stream: Stream | type[Stream]) -> int:
    """Return how many rows of a stream are read at once."""
    return stream.size * PAGES


@dataclass(frozen=True, slots=True)
class Job:
    """What all processes of a bulk load must know; `snapshot` is what they read (PostgreSQL)."""

    url: str
    instance: str
    folder: Path
    kinds: frozenset[Kind]
    snapshot: str | None = None

    @property
    def known(self) -> Path:
        """Where it is noted which nodes there are."""
        return self.folder / "known"


@dataclass(slots=True)
class Done:
    """What became of the rows of a range, which holds `ids` ids."""

    ids: int
    read: int = 0
    written: set[int] = field(default_factory=set)
    quarantined: dict[int, str] = field(default_factory=dict)
    still_open: set[int] = field(default_factory=set)
    incomplete: set[int] = field(default_factory=set)
    """Rows with a value that the files cannot hold."""

    late: list[LateEdge] = field(default_factory=list)
    unresolved: int = 0


class End(NamedTuple):
    """What a process has to say in the end: where its shared nodes are, and its longest piece of lines, in bytes."""

    part: int
    shared: Mapping[Name, Places]
    longest: int


class Reader:
    """Reads ranges, one after the other; those of a stream in rising order."""

    def __init__(self, source: Source, job: Job, part: int) -> None:
        """Open the files of this part."""
        self.source = source
        context = Context(source, Keys(job.instance), recognise(source))
        self.streams: list[Stream] = [stream(context) for stream in streams_of(context.generation)]
        self.entries = Entries(job.instance)
        self._files, self._part = Files(job.folder, part), part
        self._shared = SharedNodes(job.folder, part)
        self._known = Known(job.known, job.kinds, job.instance)

    def read(self, place: int, ids: Range) -> Done:
        """Read a range of ids of the stream that has this place in the order of streams, page by page."""
        stream, (low, high) = self.streams[place], ids
        done, size = Done(high - low + 1), page_of(stream)
        while low <= high:
            rows = stream.source.page(stream.table, stream.columns, low - 1, size, high)
            for part in parts(stream, [Record(row) for row in rows]):
                self._load(place, part, done)
            low = high + 1 if len(rows) < size else int(rows[-1]["id"]) + 1
        return done

    def end(self) -> End:
        """Write what is still in memory."""
        self._files.close()
        return End(self._part, self._shared.close(), self._files.longest)

    def close(self) -> None:
        """Let go of everything."""
        self.end()
        self._known.close()

    def _load(self, place: int, records: Sequence[Record], done: Done) -> None:
        """Write rows; one that cannot be written is found by halving."""
        stream = self.streams[place]
        try:
            batch = stream.load(records)
            lines = lines_of(batch, self._known)
            encoded, shared = lines.encoded(), lines.encoded_shared()
            done.still_open |= stream.still_open(records)
        except BAD_DATA as error:
            self._halve(place, records, done, error)
            return
        for table, data in encoded.items():
            self._files.write(table, data)
        for name, data in shared.items():
            self._shared.add(name, data, (place, min(batch.rows[name[1]])))
        for name in (*lines.nodes, *shared):
            self._known.add(*name)
        stream.settle(batch)
        _note(records, batch, lines, done)

    def _halve(self, place: int, records: Sequence[Record], done: Done, error: Exception) -> None:
        if len(records) == 1:
            done.read += 1
            done.quarantined |= given_up(records[0], error).quarantined
            return
        middle = len(records) // 2
        self._load(place, records[:middle], done)
        self._load(place, records[middle:], done)


@contextmanager
def open_reader(job: Job, part: int) -> Iterator[Reader]:
    """Open the source, in the snapshot of the job, and the files of one part."""
    with collecting_rarely(), open_source(job.url, statement_timeout=PATIENCE, snapshot=job.snapshot) as source:
        reader = Reader(source, job, part)
        try:
            yield reader
        finally:
            reader.close()


def _note(records: Sequence[Record], batch: Batch, lines: Lines, done: Done) -> None:
    outcome = outcome_of(records, batch, Change(keys_written=lines.written, dangling=lines.dangling))
    done.read += len(records)
    done.written |= outcome.written
    done.quarantined |= outcome.quarantined
    done.unresolved += outcome.unresolved
    done.incomplete |= batch.written(lines.lost)
    done.late += lines.late
