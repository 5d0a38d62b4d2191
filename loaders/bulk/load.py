"""The bulk load as a whole: every stream in order, then what is remembered, then how to import it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from loaders.bulk import shared
from loaders.bulk.bookkeeping import VERSION, StreamTotals, write_nodes
from loaders.bulk.files import Files, new_folder
from loaders.bulk.instructions import write_instructions
from loaders.bulk.known import Known, prepare
from loaders.bulk.plan import Plan, make_plan
from loaders.bulk.processes import Readers, open_readers
from loaders.bulk.reading import End, Job, page_of
from loaders.bulk.rows import LateEdge
from loaders.bulk.tasks import Rows, remembering
from loaders.errors import BadInstance
from loaders.keys import Keys
from loaders.positions import Range
from loaders.report import Report
from loaders.run import Progress
from loaders.streams import Stream
from loaders.sync import INSTANCE
from loaders.values import as_time

BYTE = 8
"""Ranges of ids begin at multiples of it (see `known`)."""

MOST_RANGES = 10_000
"""How many tasks a stream has, at most."""

LAST_PART = 1_000_000
"""The number of the files that this process writes itself; others count from 0."""


def write(
    url: str,
    folder: Path,
    instance: str = "main",
    progress: Callable[[Progress], None] | None = None,
    *,
    processes: int | None = None,
) -> Report:
    """Write all of Galaxy's records as files for `neo4j-admin database import full`, and how to import them.

    The graph is the one that a first sync writes, byte for byte in a dump, and the next sync goes on from there.

    Args:
        url: an SQLAlchemy URL, `sqlite:///PATH` or `postgresql+psycopg://…`; opened read-only.
        folder: where to write; must be new or empty. There is an `import.sh` in it when all is written.
        instance: the name of this Galaxy server in the graph.
        progress: called after each range of ids.
        processes: how many read at once; by default as many as there are cores, but no more than eight. A SQLite file
            in WAL mode is read by one.

    Raises:
        LoadersError: the database cannot be read, the folder cannot be used, or the name cannot be one.
    """
    if not INSTANCE.fullmatch(instance):
        raise BadInstance
    started = monotonic()
    with new_folder(folder) as incomplete, make_plan(url, instance, processes) as plan:
        job = Job(url, instance, incomplete, frozenset(plan.kinds), plan.snapshot)
        prepare(job.known, plan.kinds)
        load = _Load(job, plan, progress or _ignore)
        with closing(load), open_readers(job, plan.processes, remembering(plan.highest, plan.feeds)) as readers:
            plan.let_go()
            load.run(readers)
        write_instructions(incomplete, folder, instance, load.longest)
    load.report.seconds = round(monotonic() - started, 3)
    return load.report


class _Load:
    """One bulk load: what this process does while others read."""

    def __init__(self, job: Job, plan: Plan, progress: Callable[[Progress], None]) -> None:
        self._job, self._plan, self._progress = job, plan, progress
        self._files, self._known = Files(job.folder, LAST_PART), Known(job.known, job.kinds, job.instance)
        self._keys, self._now = Keys(job.instance), as_time(datetime.now(UTC)) or ""
        self.report, self.longest = Report(), 0

    def run(self, readers: Readers) -> None:
        """Have all streams read, one after the other, then what the next sync must know."""
        write_nodes(self._files, [VERSION, self._plan.shape])
        for place, stream in enumerate(self._plan.streams):
            self._read(readers, place, stream)
        write_nodes(self._files, (node for nodes in readers.rest() for node in nodes))
        self._finish(readers.end())

    def close(self) -> None:
        """Write what is still in memory."""
        self._files.close()
        self._known.close()

    def _read(self, readers: Readers, place: int, stream: type[Stream]) -> None:
        name = stream.name
        started, totals, late, seen = monotonic(), StreamTotals(name), list[LateEdge](), 0
        highest = self._plan.highest[name]
        for done in readers.do(Rows(place, ids) for ids in ranges(highest, page_of(stream))):
            totals.add(done)
            late += done.late
            seen += done.ids
            self._progress(Progress(name, min(seen, highest), highest))
        self._write_late(late, totals)
        totals.report.seconds = round(monotonic() - started, 3)
        write_nodes(self._files, totals.nodes(self._keys, self._now))
        self.report.streams[name] = totals.report
        self.report.unresolved += totals.unresolved

    def _write_late(self, late: Iterable[LateEdge], totals: StreamTotals) -> None:
        """Write the edges whose other end came later in the stream."""
        for table, line, edge in late:
            if self._known.has(edge.source_label, edge.source) and self._known.has(edge.target_label, edge.target):
                self._files.write(table, line)
            else:
                totals.lose(edge)

    def _finish(self, ends: Iterable[End]) -> None:
        """Keep one of each shared node; what was only for the processes goes."""
        ends = list(ends)
        self.close()
        shared.merge(self._job.folder, {end.part: end.shared for end in ends})
        shutil.rmtree(self._job.known)
        self.longest = max(self._files.longest, *(end.longest for end in ends))


def ranges(highest: int, page: int) -> Iterator[Range]:
    """Cut all ids into ranges of a page, or of more where that gives too many; they begin at multiples of eight."""
    size = -(-max(page, highest // MOST_RANGES + 1) // BYTE) * BYTE
    for low in range(0, highest + 1, size):
        yield Range(low, min(low + size - 1, highest))


def _ignore(_progress: Progress) -> None:
    """Show nothing."""
