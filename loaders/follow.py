"""Staying on: sync, wait until something is told or the time is up, sync again; a server that is away is waited for.

A pass may be cut at any point: what it wrote is whole, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from typing import Final

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_when_event_set, wait_exponential_jitter

from cypher import Graph, GraphBusy, GraphError, GraphUnavailable, Overtaken
from loaders.errors import LoadersError, SourceUnavailable
from loaders.ledger import Ledger
from loaders.notifications import SETTLE, Notifications
from loaders.report import Report
from loaders.sync import RECONCILED, Mode, Progress

EVERY: Final = 60.0
"""Seconds between passes when nothing is told."""

RECONCILE_EVERY: Final = 24 * 3600.0
"""Seconds between two reconciliations."""

AWAY: Final = (SourceUnavailable, GraphUnavailable, GraphBusy)
"""What passes by itself. Anything else that fails the first pass is a mistake of who started us, and ends it."""

FAILING: Final = (LoadersError, GraphError)
"""What is waited for once a pass has succeeded: the configuration was right then."""

LONGEST_WAIT: Final = 60.0
"""Seconds between two attempts at most; the first is after about one, then twice as long each time."""


LONGEST_PAUSE: Final = 15.0
"""Seconds. After a pass we pause for as long as it took, so that a Galaxy that always tells something is not read all
the time; but not longer than this."""


_RISING: Final = wait_exponential_jitter(initial=1, max=LONGEST_WAIT)


class Stopped(KeyboardInterrupt):
    """Somebody asked us to end. A kind of KeyboardInterrupt: drivers then cancel the statement that runs."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A pass has ended."""

    mode: Mode
    report: Report


@dataclass(frozen=True, slots=True)
class Trouble:
    """A pass has failed, and is tried again in `seconds`."""

    error: Exception
    seconds: float


@dataclass(slots=True)
class Follower:
    """Passes until `stop` is set.

    Args:
        run: makes one pass.
        notifications: what to wait with.
        stop: set by somebody else to end.
        tell: is told what happened.
        every: seconds between passes when nothing is told.
        reconcile_every: seconds between two reconciliations.
        reconciled_ago: seconds since the last one, before this begins.
    """

    run: Callable[[Mode], Report]
    notifications: Notifications
    stop: Event
    tell: Callable[[Passed | Trouble], None]
    every: float = EVERY
    reconcile_every: float = RECONCILE_EVERY
    reconciled_ago: float = 0.0
    _waited_for: tuple[type[Exception], ...] = field(default=AWAY, init=False)
    _reconciled: float = field(init=False)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._reconciled = monotonic() - self.reconciled_ago

    def follow(self) -> None:
        """Go on until stopped.

        Raises:
            LoadersError, GraphError: the first pass failed, and not because a server was away.
        """
        while not self.stop.is_set():
            try:
                seconds = self._pass()
            except (Stopped, *FAILING):
                if self.stop.is_set():
                    return
                raise
            self._waited_for = FAILING
            self.notifications.wait(self.every, self.stop, at_least=min(max(SETTLE, seconds), LONGEST_PAUSE))

    def _pass(self) -> float:
        """Make a pass, tell it, and return how many seconds it took."""
        mode, started = self._mode(), monotonic()
        report = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, self._waited_for)),
            wait=_wait,
            stop=stop_when_event_set(self.stop),
            sleep=self._sleep,
            before_sleep=self._tell_trouble,
            reraise=True,
        )(self._attempt, mode)
        if mode is Mode.RECONCILE:
            self._reconciled = started
        self.tell(Passed(mode, report))
        return monotonic() - started

    def _attempt(self, mode: Mode) -> Report:
        if self.stop.is_set():  # while we waited to try again
            raise Stopped
        self.notifications.open()  # before we look, so that nothing is missed in between
        return self.run(mode)

    def _mode(self) -> Mode:
        return Mode.RECONCILE if monotonic() - self._reconciled >= self.reconcile_every else Mode.INCREMENTAL

    def _sleep(self, seconds: float) -> None:
        self.stop.wait(seconds)

    def _tell_trouble(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Exception) and state.next_action:
            self.tell(Trouble(error, state.next_action.sleep))


def reconciled_ago(graph: Graph, instance: str) -> float:
    """Return how many seconds ago everything of a Galaxy was last looked at; 0 when that has never been."""
    state = Ledger(graph, instance).states().get(RECONCILED)
    seen = datetime.fromisoformat(state["seen"]).replace(tzinfo=UTC) if state else datetime.now(UTC)
    return max(0.0, (datetime.now(UTC) - seen).total_seconds())


def _wait(state: RetryCallState) -> float:
    """Return the seconds until the next attempt; another sync that has begun is given time."""
    error = state.outcome.exception() if state.outcome else None
    return LONGEST_WAIT if isinstance(error, Overtaken) else _RISING(state)


def stopping(progress: Callable[[Progress], None], stop: Event) -> Callable[[Progress], None]:
    """Return a listener that ends the sync when `stop` is set: for a thread, which no signal reaches."""

    def listen(done: Progress) -> None:
        if stop.is_set():
            raise Stopped
        progress(done)

    return listen
