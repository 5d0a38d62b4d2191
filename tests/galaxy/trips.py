"""Several trips at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

import pytest

from tests.galaxy.scenarios import Scenario
from tests.galaxy.table import Way

AT_ONCE: Final = 3

Go = Callable[[Scenario, Way], list[str]]


def chosen(session: pytest.Session) -> list[tuple[Scenario, Way]]:
    """Return the trips of the tests that run."""
    asked = [item.callspec.params for item in session.items if hasattr(item, "callspec")]
    return [(one["scenario"], one.get("form", "galaxy")) for one in asked if "scenario" in one]


class Trips:
    """Begins all trips at once, and answers for each what came out differently. A context manager.

    What goes wrong on the way, such as a workflow that Galaxy does not import, is an outcome as well.
    """

    def __init__(self, go: Go, cases: Iterable[tuple[Scenario, Way]]) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._trips: dict[tuple[Scenario, Way], Future[list[str]]] = {
            case: self._pool.submit(_outcome, go, *case) for case in cases
        }

    def outcome(self, scenario: Scenario, way: Way) -> list[str]:
        """Wait for a trip; return what differs, nothing when it made the same."""
        return self._trips[scenario, way].result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)


def _outcome(go: Go, scenario: Scenario, way: Way) -> list[str]:
    try:
        return go(scenario, way)
    except Exception as error:  # noqa: BLE001 - whatever it was, the other trips go on
        return [f"{type(error).__name__}: {error}"]
