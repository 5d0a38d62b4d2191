"""`sync --follow`: one line per pass that changed something, one per trouble, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import typer

from api.commands.exits import line
from api.commands.progress import showing
from api.commands.reports import as_json, as_line, quarantined_by
from api.commands.stopping import stoppable
from api.commands.terminal import say
from cypher import Graph
from loaders.follow import Follower, Passed, Trouble
from loaders.notifications import Notifications
from loaders.sync import Mode, Report, sync

SHOWN: Final = 20
"""How many differences one pass tells by name."""


def follow(galaxy: str, graph: Graph, instance: str, every: float, *, is_json: bool) -> None:
    """Sync until stopped.

    Raises:
        LoadersError, GraphError: what is wrong from the start.
    """

    def run(mode: Mode) -> Report:
        with showing(passing=True) as progress:
            return sync(galaxy, graph, instance, progress, mode=mode)

    with stoppable() as stop, Notifications(galaxy) as notifications:
        Follower(run, notifications, stop, _Teller(is_json=is_json).tell, every).follow()


@dataclass(slots=True)
class _Teller:
    is_json: bool
    quarantined: int = 0
    is_away: bool = False

    def tell(self, event: Passed | Trouble) -> None:
        """Write what happened: what changed to the standard output, troubles to the standard error."""
        if isinstance(event, Trouble):
            self.is_away = True
            say(f"{_now():%Y-%m-%d %H:%M:%S} {line(event.error)}; trying again in {event.seconds:.0f} s")
            return
        if self.is_away:
            self.is_away = False
            say(f"{_now():%Y-%m-%d %H:%M:%S} It works again.")
        self._tell_passed(event)

    def _tell_passed(self, event: Passed) -> None:
        if self.is_json:
            typer.echo(json.dumps(_object(event), ensure_ascii=False))
        elif text := as_line(event.report, event.mode, self.quarantined):
            typer.echo(text)
            for difference in event.report.differences[:SHOWN]:
                typer.echo(f"  {difference}")
        self.quarantined = quarantined_by(event.report)


def _object(event: Passed) -> dict[str, Any]:
    at = _now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {"at": at, "mode": str(event.mode), **as_json(event.report, event.mode)}


def _now() -> datetime:
    return datetime.now(UTC)
