"""`--auth galaxy`: Galaxy says whose key it is, at `GET /api/users/current`; what it said holds for a minute.

| Galaxy | a key that was checked within the minute | another key |
|---|---|---|
| answers | its user | asked now, once, however many requests bring it |
| says no | its user, until the minute is over | 401; asked again after ten seconds |
| is away | its user, until the minute is over | 503; asked again after two seconds |

The minute begins before Galaxy is asked, so a key that was revoked is refused a minute later at the latest.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

import httpx2
from cachetools import TLRUCache, cachedmethod

from api.auth.identity import NOBODY, Identity, fingerprint, require_possible
from api.errors import ApiError, KeysUnchecked, MalformedId, NotAuthenticated
from api.ids import IdCodec

CURRENT_USER: Final = "api/users/current"
KEPT: Final = 10_000
CONNECTIONS: Final = 8
"""Requests to Galaxy at the same time: while it hangs, the other threads go on answering."""

PATIENCE: Final = httpx2.Timeout(5, connect=3, pool=1)  # seconds
REFUSALS: Final = frozenset({401, 403})

log = logging.getLogger(__name__)


class Outcome(Enum):
    """What came of a check, and for how many seconds it holds."""

    KNOWN = 60
    REFUSED = 10
    AWAY = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Galaxy said about a key; `asked` by the monotonic clock."""

    outcome: Outcome
    asked: float
    identity: Identity = NOBODY


FAILURES: Final[dict[Outcome, type[ApiError]]] = {Outcome.REFUSED: NotAuthenticated, Outcome.AWAY: KeysUnchecked}


class GalaxyKeys:
    """Checks keys against one Galaxy. Safe to share between threads; keeps digests of keys, never a key.

    Args:
        url: where Galaxy is, such as `https://usegalaxy.org`.
        ids: its ids: it tells users by encoded ids.
        clock: seconds that never go back.
    """

    def __init__(self, url: str, ids: IdCodec, clock: Callable[[], float] = time.monotonic) -> None:
        self._ids = ids
        self._clock = clock
        self._client = httpx2.Client(
            base_url=f"{url.rstrip('/')}/",
            timeout=PATIENCE,
            limits=httpx2.Limits(max_connections=CONNECTIONS),
            headers={"Accept": "application/json"},
        )
        self._verdicts: TLRUCache[str, Verdict] = TLRUCache(KEPT, _until, timer=clock)
        self._turns = threading.Condition()

    def identify(self, key: str | None) -> Identity:
        """Return whose key this is."""
        if key is None:
            return NOBODY
        require_possible(key)
        verdict = self._verdict(fingerprint(key), key)
        if failure := FAILURES.get(verdict.outcome):
            raise failure
        return verdict.identity

    def close(self) -> None:
        """Close the connections to Galaxy."""
        self._client.close()

    @cachedmethod(
        lambda self: self._verdicts,
        key=lambda _self, digest, _key: digest,
        condition=lambda self: self._turns,
    )
    def _verdict(self, _digest: str, key: str) -> Verdict:
        asked = self._clock()
        try:
            answer = self._client.get(CURRENT_USER, headers={"x-api-key": key})
            if answer.status_code in REFUSALS:
                return Verdict(Outcome.REFUSED, asked)
            return self._said(answer.raise_for_status().json(), asked)
        except (httpx2.HTTPError, ValueError, MalformedId) as error:
            log.warning("Galaxy cannot tell whose key it was given: %s", type(error).__name__)
            return Verdict(Outcome.AWAY, asked)

    def _said(self, user: Any, asked: float) -> Verdict:
        """Read Galaxy's user; one without an id is the anonymous one, so the key was none of this Galaxy's."""
        if not isinstance(user, dict):
            raise ValueError("no object")  # noqa: TRY004 - it is Galaxy's answer that is wrong
        if not user.get("id"):
            return Verdict(Outcome.REFUSED, asked)
        number = self._ids.decode("user", str(user["id"]))
        return Verdict(Outcome.KNOWN, asked, Identity(number, is_admin=user.get("is_admin") is True))


def _until(_: str, verdict: Verdict, now: float) -> float:
    """A user is known from before Galaxy was asked; a failure lasts from now, for it may have taken long."""
    since = verdict.asked if verdict.outcome is Outcome.KNOWN else now
    return since + verdict.outcome.value
