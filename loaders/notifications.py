"""Waiting for something to do: PostgreSQL tells when a history changes (Galaxy 26.1 and newer), or the time is up.

Galaxy's triggers on histories, datasets and collections call `pg_notify` (`galaxy.model.triggers.update_audit_table`).
Where nothing is told (SQLite, an older Galaxy, a standby, a pooler), we look when the time is up, as always.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Any, Final, Self

import psycopg
from sqlalchemy.engine import URL

from loaders.connection import driver_arguments, parse_url

CHANNEL: Final = "galaxy_history_update"
SETTLE: Final = 1.0
"""Seconds between the first notification and the sync: what comes in between is one sync."""
LOOK: Final = 0.5
"""Seconds after which we look whether we are to stop."""
NEVER_IDLE: Final = {"idle_in_transaction_session_timeout": "0", "statement_timeout": "0"}


class Notifications:
    """A connection of its own that listens, opened when first waited with, and again when it was lost."""

    def __init__(self, url: str) -> None:
        """Prepare for a database; nothing is opened yet."""
        address = parse_url(url)
        self._address: URL | None = address if address.get_backend_name() == "postgresql" else None
        self._connection: psycopg.Connection[object] | None = None

    def open(self) -> bool:
        """Begin to listen, before the first sync, so that nothing is missed; say whether we do."""
        if self._connection is None and self._address is not None:
            with suppress(psycopg.Error):
                self._connection = _listening(self._address)
        return self._connection is not None

    def wait(self, seconds: float, stop: Event, *, at_least: float = SETTLE) -> bool:
        """Return True as soon as something was told, False when the time is up or `stop` is set.

        Never returns a notification before `at_least` seconds: those that come in between are one.
        """
        until, least = monotonic() + seconds, monotonic() + min(at_least, seconds)
        while not stop.is_set() and (left := until - monotonic()) > 0:
            if self._is_told(min(left, LOOK), stop):
                stop.wait(max(least - monotonic(), min(SETTLE, until - monotonic()), 0))
                self._drain()
                return not stop.is_set()
        return False

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _is_told(self, seconds: float, stop: Event) -> bool:
        if self._connection is None:
            stop.wait(seconds)
            return False
        try:
            return bool(list(self._connection.notifies(timeout=seconds, stop_after=1)))
        except psycopg.Error:
            self.close()
            return True  # the server went away or restarts: the sync finds out, and says so

    def _drain(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                list(self._connection.notifies(timeout=0))


def _listening(address: URL) -> psycopg.Connection[object]:
    given, known = address.get_dialect()().create_connect_args(address)
    arguments: dict[str, Any] = {**known, **driver_arguments(address, NEVER_IDLE)}
    connection: psycopg.Connection[object] = psycopg.connect(*given, **arguments, autocommit=True)
    try:
        connection.execute(f"LISTEN {CHANNEL}")
    except psycopg.Error:  # a standby cannot
        connection.close()
        raise
    return connection
