"""From a column's value to the graph's: times, JSON, uuids, numbers, text; pure.

The forms are those of galaxy/records.md 1: JSON columns are bytes (or text) that hold UTF-8 JSON, sometimes as hex,
sometimes encoded twice; times are naive UTC; booleans may be NULL.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self
from uuid import UUID

Json = Any
_NOT_FINITE = {"NaN": "__NaN__", "Infinity": "__Infinity__", "-Infinity": "__-Infinity__"}
_LARGEST = 2**63
_SHOWN = 60
_SECONDS = len("2026-11-20 12:00:00")
_MICROSECONDS = len("2026-11-20 12:00:00.000000")
_SURROGATES = re.compile("[\ud800-\udfff]")
_DIGITS = re.compile("[0-9a-f]{32}")
_DECODER = json.JSONDecoder(parse_constant=_NOT_FINITE.__getitem__)
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


class BadValue(ValueError):
    """A value that its column cannot mean."""


class Mended(str):
    """Text with `�` for what UTF-8 cannot carry: bytes that are none, lone surrogates."""

    __slots__ = ()
    is_seen: ClassVar[bool] = False
    """Whether there was any in this process: until then nobody need look for it (a tenth of all time)."""

    def __new__(cls, text: str) -> Self:
        """Take note that there is one."""
        Mended.is_seen = True
        return super().__new__(cls, text)


def as_text(value: object) -> str | None:
    """Return text that UTF-8 can carry; it is `Mended` where that is not all of it."""
    if value.__class__ is str and value.isascii():
        return value
    if value is None:
        return None
    text = value if isinstance(value, str) else _decoded(value)
    return text if text.isascii() or not _SURROGATES.search(text) else Mended(_SURROGATES.sub("�", text))


def as_integer(value: object) -> int | None:
    """Return a 64-bit integer; raise `BadValue` for anything else but None."""
    if value is None or (value.__class__ is int and -_LARGEST <= value < _LARGEST):
        return value
    if not isinstance(value, int) and isinstance(value, Decimal | float):
        value = _whole(value)
    if not isinstance(value, int) or not -_LARGEST <= value < _LARGEST:
        raise BadValue(f"{shown(value)} is no whole number")
    return int(value)


def as_boolean(value: object) -> bool | None:
    """Return a boolean, None for NULL; SQLite keeps 0 and 1."""
    if value is None or isinstance(value, bool):
        return value
    if value in (0, 1):
        return bool(value)
    raise BadValue(f"{shown(value)} is neither true nor false")


def as_time(value: object) -> str | None:
    """Return the one form of times, `2026-11-20T12:00:00.000000Z`, from naive UTC in any form that the engines give."""
    if value is None:
        return None
    if isinstance(value, str) and (plain := _plain(value)):
        return plain
    if not isinstance(value, str | datetime):
        raise BadValue(f"{shown(value)} is no time")
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        utc = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise BadValue(f"{shown(value)} is no time") from None
    return utc.isoformat(timespec="microseconds") + "Z"


def as_uuid(value: object) -> str | None:
    """Return a uuid with dashes; Galaxy keeps 32 hexadecimal digits."""
    if value is None:
        return None
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"
    try:
        return str(value if isinstance(value, UUID) else UUID(str(as_text(value))))
    except ValueError:
        raise BadValue(f"{shown(value)} is no uuid") from None


def as_json(value: object) -> Json:
    """Decode a JSON column; SQL NULL and the JSON text `null` both give None (galaxy/records.md 1 and 8.14)."""
    if value is None or not isinstance(value, str | bytes | bytearray | memoryview):
        return value
    try:
        text = value if isinstance(value, str) else bytes(value).decode("utf-8")
        if not text.isascii():
            text.encode("utf-8")
        return _DECODER.decode(_unhexed(text))
    except (ValueError, RecursionError):
        raise BadValue(f"{shown(value)} is no JSON") from None


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
    """Return the canonical text of a JSON value: sorted keys, no blanks. Raise `BadValue` if it has none.

    A lone surrogate, which UTF-8 cannot carry, stays escaped.
    """
    if value is None:
        return None
    try:
        text = _ENCODER.encode(value)
    except (ValueError, RecursionError):
        raise BadValue("a JSON value that is too deep, or holds a number that is none") from None
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(text: str) -> str | None:
    """Return the one form of a time as the ORM on SQLite, or PostgreSQL, writes it: it need not be taken apart."""
    size = len(text)
    if not _SECONDS <= size <= _MICROSECONDS or text[10] != " " or not text[4] == text[7] == "-":
        return None
    try:
        datetime.fromisoformat(text if size == _MICROSECONDS else text[:_SECONDS])
    except ValueError:
        return None
    if size == _MICROSECONDS:
        return f"{text[:10]}T{text[11:]}Z" if text[_SECONDS] == "." and text[20:].isdigit() else None
    return _with_microseconds(text) if text[13] == text[16] == ":" else None


def _with_microseconds(text: str) -> str | None:
    """Return the one form of a time from which PostgreSQL has left out the zeros at the end."""
    fraction = text[_SECONDS:]
    if fraction and not (fraction[0] == "." and fraction[1:].isdigit() and fraction.isascii()):
        return None
    return f"{text[:10]}T{text[11:_SECONDS]}{fraction or '.':0<7}Z"


def _whole(number: Decimal | float) -> int | Decimal | float:
    """Return the number as an integer where it is one; infinities and NaN are none."""
    try:
        whole = int(number)
    except (ValueError, OverflowError):
        return number
    return whole if whole == number else number


def _decoded(value: object) -> str:
    return bytes(value).decode("utf-8", "surrogateescape") if isinstance(value, bytes | memoryview) else str(value)


def _unhexed(text: str) -> str:
    """Undo the hexadecimal form of bytes in which old drivers gave them."""
    if text[:1] == "x" or text[:2] == "\\x":
        return bytes.fromhex(text.partition("x")[2]).decode("utf-8")
    return text


def shown(value: object) -> str:
    """Return a value as it is shown in a reason, cut where it is long."""
    text = repr(bytes(value) if isinstance(value, memoryview) else value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
