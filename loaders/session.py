"""What we ask of PostgreSQL for our sessions, so that a production server is neither written to nor held up.

Session settings go with the connection itself (`options`), not by `SET`: behind a pooler that shares server
connections, a `SET` would stay for whoever is given the connection next. Settings that only newer servers know hold for
our transaction alone and are left out where they are not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CONNECT_TIMEOUT: Final = 10
"""Seconds to wait for a server."""

LOCK_TIMEOUT: Final = 10
"""Seconds to wait for a table that a migration has locked; then we make room and say so."""

IDLE_TIMEOUT: Final = 900
"""Seconds that our transaction may stand still: a graph that hangs must not keep a snapshot open for hours."""

SESSION: Final[Mapping[str, str]] = {
    "default_transaction_read_only": "on",
    "lock_timeout": f"{LOCK_TIMEOUT}s",
    "idle_in_transaction_session_timeout": f"{IDLE_TIMEOUT}s",
    "timezone": "UTC",
    "DateStyle": "ISO",
    "bytea_output": "hex",  # a checksum of a row's text must not depend on the settings of the database
}
"""What every session is opened with; `statement_timeout` is the caller's to say."""

WHERE_KNOWN: Final[Mapping[str, str]] = {
    "client_connection_check_interval": "5s",  # 14: a statement ends when we are gone
    "jit": "off",  # 11: our statements are short
    "max_parallel_workers_per_gather": "0",  # 9.6: the workers are Galaxy's
    "transaction_timeout": "0",  # 17: a first load is one long transaction; the timeouts above bound each step
}
"""Settings of our transaction, with the release that brought them."""

SET_WHERE_KNOWN: Final = (
    "SELECT set_config(name, %(values)s::json ->> name, true) FROM pg_settings WHERE name = ANY(%(names)s)"
)

DRIVER: Final[Mapping[str, object]] = {
    "connect_timeout": CONNECT_TIMEOUT,
    "application_name": "galaxy-lineage",
    "client_encoding": "utf8",  # else text of a database in SQL_ASCII comes as bytes
    "prepare_threshold": None,  # a pooler between us and the server may not keep prepared statements
    "keepalives": 1,  # a server that vanished without a word is noticed within a minute
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
}
"""What the driver is told. An address may say otherwise, but for the settings of the session."""


def options(given: str, settings: Mapping[str, str]) -> str:
    """Return libpq's `options`: those of the address first, so that ours win."""
    return " ".join(filter(None, (given, *(f"-c {name}={value}" for name, value in settings.items()))))
