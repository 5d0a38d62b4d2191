"""From a column's value to the graph's: times, JSON, uuids, numbers, text; pure.

The forms are those of galaxy/records.md 1: JSON columns are bytes (or text) that hold UTF-8 JSON, sometimes as hex,
sometimes encoded twice; times are naive UTC; booleans may be NULL.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

Json = Any
_NOT_FINITE = {"NaN": "__NaN__", "Infinity": "__Infinity__", "-Infinity": "__-Infinity__"}
_LARGEST = 2**63
_SHOWN = 60


class BadValue(ValueError):
    """A value that its column cannot mean."""


def as_text(value: object) -> str | None:
    """Return text that UTF-8 can carry: what it cannot (lone surrogates) becomes a question mark."""
    if value is None or isinstance(value, str):
        return value if value is None or value.isascii() else _clean(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def as_integer(value: object) -> int | None:
    """Return a 64-bit integer; raise `BadValue` for anything else but None."""
    if value is None:
        return None
    if isinstance(value, Decimal | float) and value == value // 1:
        value = int(value)
    if not isinstance(value, int) or not -_LARGEST <= value < _LARGEST:
        raise BadValue(f"{_shown(value)} is no whole number")
    return int(value)


def as_boolean(value: object) -> bool | None:
    """Return a boolean, None for NULL; SQLite keeps 0 and 1."""
    if value is None or isinstance(value, bool):
        return value
    if value in (0, 1):
        return bool(value)
    raise BadValue(f"{_shown(value)} is neither true nor false")


def as_time(value: object) -> str | None:
    """Return the one form of times, `2026-11-20T12:00:00.000000Z`, from naive UTC in any form that the engines give."""
    if value is None:
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        utc = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise BadValue(f"{_shown(value)} is no time") from None
    return utc.isoformat(timespec="microseconds") + "Z"


def as_uuid(value: object) -> str | None:
    """Return a uuid with dashes; Galaxy keeps 32 hexadecimal digits."""
    if value is None:
        return None
    try:
        return str(value if isinstance(value, UUID) else UUID(str(as_text(value))))
    except ValueError:
        raise BadValue(f"{_shown(value)} is no uuid") from None


def as_json(value: object) -> Json:
    """Decode a JSON column; SQL NULL and the JSON text `null` both give None (galaxy/records.md 1 and 8.14)."""
    if value is None or not isinstance(value, str | bytes | bytearray | memoryview):
        return value
    try:
        text = value if isinstance(value, str) else bytes(value).decode("utf-8")
        return json.loads(_unhexed(text), parse_constant=_NOT_FINITE.__getitem__)
    except (ValueError, RecursionError):
        raise BadValue(f"{_shown(value)} is no JSON") from None


def as_twice_json(value: object) -> Json:
    """Decode a JSON column that may hold JSON in a JSON string, as old rows do; other strings stay strings."""
    found = as_json(value)
    if not isinstance(found, str):
        return found
    try:
        return as_json(found)
    except BadValue:
        return found


def as_json_text(value: Json) -> str | None:
    """Return the canonical text of a JSON value: sorted keys, no blanks. Raise `BadValue` if it has none."""
    if value is None:
        return None
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        raise BadValue("a JSON value that is too deep, or holds a number that is none") from None
    return as_text(text)


def _unhexed(text: str) -> str:
    """Undo the hexadecimal form of bytes in which old drivers gave them."""
    if text[:1] == "x" or text[:2] == "\\x":
        return bytes.fromhex(text.partition("x")[2]).decode("utf-8")
    return text


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _shown(value: object) -> str:
    text = repr(bytes(value) if isinstance(value, memoryview) else value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
