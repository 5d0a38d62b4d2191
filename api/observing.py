"""What is remembered of each answer: counts for Prometheus, and a line of the log that holds no secret."""

from __future__ import annotations

import logging
import time
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.keys import QUERY
from api.metrics import UNMATCHED, Metrics

SECRETS: Final = frozenset({QUERY, "cursor"})
FAILED: Final = 500
"""What a client gets when the answer ends in an error that nobody expected."""

log = logging.getLogger("api.access")


class Observed:
    """Middleware: count every answer, and log it at level INFO: method, address without key, status, time."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and remember the status of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), FAILED

        async def send_and_see(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        finally:
            self._remember(scope, status, time.perf_counter() - begun)

    def _remember(self, scope: Scope, status: int, seconds: float) -> None:
        self._metrics.count(getattr(scope.get("route"), "path", UNMATCHED), status, seconds)
        log.info("%s %s %s %.0f ms", scope["method"], address_without_secrets(scope), status, seconds * 1000)


def address_without_secrets(scope: Scope) -> str:
    """Return path and query as they were sent, without keys; line breaks stay encoded."""
    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = urlencode([(name, value) for name, value in pairs if name.strip().lower() not in SECRETS])
    return f"{path}?{query}" if query else path
