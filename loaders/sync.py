"""The run: Galaxy's database → the graph. What changed is found first, then each stream is brought up to date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from time import monotonic

from cypher import Graph, NodeRow, Writer
from loaders.errors import BadInstance
from loaders.feeds import Following, feeds_of
from loaders.feeds.touch import Touch
from loaders.generations import recognise
from loaders.keys import Keys
from loaders.ledger import CHANGED, OPEN, Ledger
from loaders.mode import Mode
from loaders.pipeline import collecting_rarely
from loaders.positions import Position, Range
from loaders.reader import Place, Reader, open_reader
from loaders.reconcile import Reconciler
from loaders.report import Report, StreamReport
from loaders.run import Progress, StreamRun, Tools, task_of
from loaders.scope import Scope
from loaders.selection import require_histories, touch_histories
from loaders.source import open_source
from loaders.streams import Context, Stream, streams_of
from loaders.summing import SumsOf, summed_beside, sums_of

INSTANCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
MANY = 5000
"""So many new rows are worth a process that reads them; it takes half a second to start."""

SHAPE = "generation"
"""The watermark that says what the database looked like."""

WORDS = "words 2"
"""What `cypher.words` makes of texts; another number when it cuts or keeps them otherwise."""

RECONCILED = "reconciled"
"""The watermark that says when everything was last looked at."""


def sync(  # noqa: PLR0913 - what one can say about a sync
    galaxy_url: str,
    graph: Graph,
    instance: str = "main",
    progress: Callable[[Progress], None] | None = None,
    *,
    mode: Mode = Mode.INCREMENTAL,
    histories: Sequence[int] = (),
    ids: tuple[int, int] | None = None,
) -> Report:
    """Bring the graph up to date with Galaxy's database: read what has changed, write the difference.

    The first sync reads everything; so does one that finds another generation of Galaxy's schema than before. It may be
    cut at any moment: the next one goes on from there. Rows that cannot be loaded in full are quarantined and counted.

    Args:
        galaxy_url: an SQLAlchemy URL, `sqlite:///PATH` or `postgresql+psycopg://…`; opened read-only.
        graph: where to write.
        instance: the name of this Galaxy server in the graph: the first part of all its keys.
        progress: called after each batch.
        mode: how to find out what to read.
        histories: read only what belongs to these histories.
        ids: read only new rows with ids between these two, both included: others load the rest.

    Raises:
        LoadersError: the database cannot be read, or the name cannot be one.
        GraphError: the graph cannot be written.
    """
    if not INSTANCE.fullmatch(instance):
        raise BadInstance
    started = monotonic()
    with open_source(galaxy_url) as source, collecting_rarely(), ExitStack() as opened:
        context = Context(source, Keys(instance), recognise(source))
        run = _Run(galaxy_url, context, graph, graph.writer(), Ledger(graph, instance), progress or _ignore, opened)
        report = run.some(histories, ids and Range(*ids)) or run.whole(mode)
    report.seconds = round(monotonic() - started, 3)
    return report


@dataclass(slots=True)
class _Run:
    """One sync of one Galaxy server."""

    url: str
    context: Context
    graph: Graph
    writer: Writer
    ledger: Ledger
    progress: Callable[[Progress], None]
    opened: ExitStack
    snapshot: str | None = None
    reader: Reader | None = None
    streams: list[Stream] = field(init=False)
    positions: dict[str, Position] = field(init=False)

    def __post_init__(self) -> None:
        """Read how far the last sync came."""
        self.streams = [kind(self.context) for kind in streams_of(self.context.generation)]
        self._read_positions()

    def _read_positions(self) -> None:
        states = self.ledger.states()
        self.positions = {stream.name: self._position(stream, states) for stream in self.streams}

    def whole(self, mode: Mode) -> Report:
        """Load what changed, or everything; another sync that runs is overtaken."""
        self._start_reader(Scope())  # it takes half a second, in which other things are done
        self.writer.take_turn(self.ledger.key("turn", "sync"))
        self._read_positions()
        states = self.ledger.states()
        is_first = all(position.is_new for position in self.positions.values())
        reads_all = is_first or mode is Mode.FULL or states.get(SHAPE) != shape_of(self.context)
        if reads_all:
            self._begin_again(known=not is_first)
        else:
            self._follow(states)
        if mode is Mode.RECONCILE:
            self._reconcile()
        report = self._load(Scope())
        if reads_all or mode is Mode.RECONCILE:
            now = datetime.now(UTC).replace(tzinfo=None)
            self.writer.bookkeeping([self.ledger.watermark(RECONCILED, {"seen": now.isoformat()})])
        return report

    def some(self, histories: Sequence[int], ids: Range | None) -> Report | None:
        """Load a part, if one was asked for."""
        if histories:
            return self._histories(histories)
        return self._ids(ids) if ids else None

    def _ids(self, bounds: Range) -> Report:
        """Load new rows with these ids, and wait for what others load."""
        if SHAPE not in self.ledger.states():
            self._begin()
        return self._load(Scope(bounds))

    def _histories(self, histories: Sequence[int]) -> Report:
        """Load what belongs to some histories; whatever it names elsewhere is waited for."""
        require_histories(self.context.source, histories)
        self._expect_any()
        touch = self._touch()
        for _ in touch_histories(touch, histories):
            self.writer.bookkeeping([self.ledger.mark(*row, CHANGED) for row in touch.take()])
        self.writer.bookkeeping([self.ledger.mark(*row, CHANGED) for row in touch.take()])
        return self._load(Scope(only_marked=True))

    def _load(self, scope: Scope) -> Report:
        source, wanted = self.context.source, {} if scope.is_part else self._to_sum()
        self._start_reader(scope)
        if not self.reader:
            return self._load_with(scope, lambda stream: sums_of(source, stream, wanted[stream]))
        with summed_beside(self.url, self.snapshot, wanted) as sums:
            return self._load_with(scope, sums)

    def _start_reader(self, scope: Scope) -> None:
        """Start the process that reads, once, where there is enough to read."""
        source = self.context.source
        if not self.reader and self._count_unread(scope) >= MANY and source.can_share:
            self.snapshot = source.export_snapshot()
            place = Place(self.url, self.context.keys.instance, self.snapshot)
            self.reader = self.opened.enter_context(open_reader(place))

    def _to_sum(self) -> dict[str, Range]:
        """Return which ids of each stream will be new."""
        source = self.context.source
        return {
            stream.name: Range(max(self.positions[stream.name].upto, 0), source.highest(stream.table))
            for stream in self.streams
        }

    def _count_unread(self, scope: Scope) -> int:
        """Return about how many new rows there are, by their ids."""
        return sum(
            max(0, min(high, stream.source.highest(stream.table)) - max(low, 0))
            for stream in self.streams
            for low, high in scope.cut(self.positions[stream.name].unread)
        )

    def _load_with(self, scope: Scope, sums: SumsOf) -> Report:
        report, homes = Report(), {kind: stream.name for stream in self.streams for _, kind in stream.kinds}
        tools = Tools(self.graph, self.writer, self.ledger, self.progress, homes, scope, self.reader)
        self._announce(scope)
        if self.reader:
            self.reader.ask(task_of(s, self.positions[s.name], scope) for s in self.streams if s.has_ids)
        for stream in self.streams:
            run = StreamRun(stream, tools, self.positions[stream.name])
            report.streams[stream.name] = run.run()
            report.unresolved += run.unresolved
            report.differences += run.differences
            if not scope.is_part:
                Reconciler(stream, self.graph, self.writer, self.ledger).remember(sums(stream.name))
        return report

    def _announce(self, scope: Scope) -> None:
        """Tell of all streams how far they are, so that what is to come is known."""
        for stream in self.streams:
            last = min(stream.source.highest(stream.table), scope.bounds.high)
            unread = scope.cut(self.positions[stream.name].unread)
            done = max(unread[0].low - 1, 0) if unread else last
            self.progress(Progress(stream.name, min(done, last), last))

    def _expect_any(self) -> None:
        """Note that any row that was not read yet may be in the graph soon."""
        for stream in self.streams:
            position = self.positions[stream.name]
            known = max(position.known, stream.source.highest(stream.table))
            self.positions[stream.name] = Position(position.unread, position.gaps, known)
        self.writer.bookkeeping(self._marked_positions())

    def _begin_again(self, *, known: bool) -> None:
        """Read everything; what several loaders have read counts no more."""
        parts = [name for name in self.ledger.states() if "@" in name]
        if known:
            self.positions = {s.name: Position(known=self._highest(s)) for s in self.streams}
        self._begin([self.ledger.no_watermark(name) for name in parts])

    def _begin(self, remove: Sequence[tuple[str, str]] = ()) -> None:
        """Write where streams and feeds begin in one transaction, so that nothing falls in between."""
        source = self.context.source
        states = {feed.name: feed.begin(source) for feed in feeds_of(source)} | {SHAPE: shape_of(self.context)}
        nodes = [self.ledger.watermark(name, state) for name, state in states.items()]
        self.writer.bookkeeping([*nodes, *self._marked_positions()], remove)

    def _marked_positions(self) -> list[NodeRow]:
        return [self.ledger.watermark(name, position.to_json()) for name, position in self.positions.items()]

    def _follow(self, states: dict[str, object]) -> None:
        following = self._following()
        for feed in feeds_of(self.context.source):
            feed.follow(following, states[feed.name])
        touch = self._touch()
        touch.mapped(self._open("implicit_collection_jobs"))
        touch.steps(self._open("invocation_steps"))
        following.mark(touch)

    def _reconcile(self) -> None:
        for stream in self.streams:
            Reconciler(stream, self.graph, self.writer, self.ledger).mark(self._following())

    def _open(self, stream: str) -> Iterator[int]:
        return (row for page in self.ledger.marked(stream) for row, because in page.items() if because == OPEN)

    def _following(self) -> Following:
        return Following(self.context.source, self.writer, self.ledger, self.positions, self._touch)

    def _touch(self) -> Touch:
        return Touch(self.context.source, self.context.generation, self.ledger, self.context.keys)

    def _position(self, stream: Stream, states: Mapping[str, object]) -> Position:
        """Return how far all loaders have read a stream."""
        found = [Position.of_json(state) for name, state in states.items() if name.partition("@")[0] == stream.name]
        return reduce(Position.meet, found) if found else Position(known=self._highest(stream))

    def _highest(self, stream: Stream) -> int:
        """Return the highest id that the graph has of a stream's nodes."""
        if not stream.has_ids:
            return 0
        keys = self.context.keys
        return max(self.graph.highest(label, keys.prefix(kind)) for label, kind in stream.kinds)


def shape_of(context: Context) -> list[str]:
    """Return what must be as at the last sync for watermarks to mean anything: generation, streams and feeds.

    And that what is searched has words: a graph from before is read once more, and only its words are written.
    """
    generation, feeds = context.generation, feeds_of(context.source)
    names = [*(stream.name for stream in streams_of(generation)), *(feed.name for feed in feeds)]
    return [generation.name, *names, WORDS]


def _ignore(_progress: Progress) -> None:
    """Show nothing."""


__all__ = ["Mode", "Progress", "Report", "StreamReport", "sync"]
