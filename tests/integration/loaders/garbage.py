"""Values that no column expects, and for which kinds of column each is nevertheless in order."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

EVERY = frozenset({"text", "integer", "boolean", "time", "uuid", "json", "payload", "validity", "role", "id"})


class Garbage(NamedTuple):
    """A value; `fits` are the kinds of column (`columns.Column.kind`) that may hold it."""

    value: Any
    fits: frozenset[str]
    as_text: bool = False
    """Whether the bytes are stored as text, which SQLite does not check."""


def _nested(levels: int, inside: str = "1") -> str:
    return f'{{"a": {"[" * levels}{inside}{"]" * levels}}}'


def _value(value: Any, fits: str = "", *, as_text: bool = False) -> Garbage:
    return Garbage(value, frozenset(fits.split()), as_text)


def _payload(value: str, fits: str = "text json payload") -> Garbage:
    return _value(value.encode(), fits)


GARBAGE: tuple[Garbage, ...] = (
    Garbage(None, EVERY - {"role", "validity"}),
    # no number, no time, no uuid
    _value("garbage", "text"),
    _value("", "text"),
    _value("NaN", "text json"),
    _value("f" * 32, "text uuid"),
    # numbers; a column of text stores them as text
    _value(-1, "text integer json role"),
    _value(0, "text integer boolean json role"),
    _value(2**31, "text integer json role"),
    _value(2**63 - 1, "text integer json role"),
    _value(-(2**63), "text integer json role"),
    _value(1.5, "text json"),
    _value(9e99, "text json"),
    _value(float("inf"), "text"),
    _value("9223372036854775808", "text json"),
    # times
    _value("0000-01-01 00:00:00", "text"),
    _value("10000-01-01 00:00:00", "text"),
    _value("2026-13-45 00:00:00", "text"),
    _value("infinity", "text"),
    _value("0001-01-01 00:00:00", "text time"),
    _value("9999-12-31 23:59:59.999999", "text time"),
    # bytes
    _value(b"\xff\x00"),
    _value(b"caf\xc3", as_text=True),
    _value(b'{"a": "\xed\xa0\x80"}', as_text=True),
    # JSON of every kind
    _payload("{}"),
    _payload("null"),
    _payload("[]", "text json"),
    _payload("5", "text json"),
    _payload("true", "text json"),
    _payload('"plain"', "text json"),
    _payload("{", "text"),
    _payload('{"a": NaN, "b": -Infinity}'),
    _payload('{"a": 1e999}', "text"),
    _payload(f'{{"a": {"9" * 5000}}}', "text"),
    _payload(r'{"a\ud800": "\udfff", "b": "\u0000"}'),
    _payload(json.dumps('{"a": 1}'), "text json payload"),
    _payload(json.dumps(json.dumps("{}")), "text json"),
    _payload("\\x" + b'{"a": 1}'.hex()),
    _payload("x" + b"no json".hex(), "text"),
    _payload("\\xzz", "text"),
    _payload(_nested(500)),
    _payload(_nested(100_000), "text"),
    _payload(json.dumps({"a": "é" * 1_000_000})),
    # references
    _payload('{"x": {"src": "hda", "id": 999999}}', "text json"),
    _payload('{"x": {"src": "hdca", "id": -5}}', "text json"),
    _payload('{"x": {"src": "dce", "id": 999999999999999999999999999999}}', "text json"),
    _payload('{"x": {"src": "hda", "id": "f2db41e1fa331b3e"}, "y": {"src": "hda", "id": null}, "z": {"src": []}}'),
    _payload(_nested(400, '{"src": "hda", "id": 999999}'), "text json"),
)
