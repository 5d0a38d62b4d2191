"""What is said while a Galaxy is followed: one line, or object, per pass; one line per trouble."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from api.commands.exits import line
from api.commands.reports import as_json, as_line, quarantined_by
from api.commands.terminal import say
from loaders.follow import Passed, Trouble

SHOWN: Final = 20
"""How many differences one pass tells by name."""


@dataclass(slots=True)
class Teller:
    """Says what happens: passes to `write`, troubles to the standard error. `is_json`: an object for every pass."""

    write: Callable[[str], None]
    is_json: bool = False
    _quarantined: int = field(default=0, init=False)
    _is_away: bool = field(default=False, init=False)

    def tell(self, event: Passed | Trouble) -> None:
        """Say what happened."""
        if isinstance(event, Trouble):
            self._is_away = True
            say(f"{_now():%Y-%m-%d %H:%M:%S} {line(event.error)}; trying again in {event.seconds:.0f} s")
            return
        if self._is_away:
            self._is_away = False
            say(f"{_now():%Y-%m-%d %H:%M:%S} It works again.")
        for text in self._lines(event):
            self.write(text)
        self._quarantined = quarantined_by(event.report)

    def _lines(self, event: Passed) -> list[str]:
        if self.is_json:
            return [json.dumps(_object(event), ensure_ascii=False)]
        text = as_line(event.report, event.mode, self._quarantined)
        return [text, *(f"  {each}" for each in event.report.differences[:SHOWN])] if text else []


def _object(event: Passed) -> dict[str, Any]:
    at = _now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {"at": at, "mode": str(event.mode), **as_json(event.report, event.mode)}


def _now() -> datetime:
    return datetime.now(UTC)
