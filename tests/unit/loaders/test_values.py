"""Column values in every form that the engines and old drivers give them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import values
from loaders.values import BadValue, Mended

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-20 12:00:00.000000",
        "2026-11-20 12:00:00",
        "2026-11-20T12:00:00",
        datetime(2026, 11, 20, 12),  # noqa: DTZ001 - Galaxy's times are naive
        datetime(2026, 11, 20, 12, tzinfo=UTC),
        datetime(2026, 11, 20, 13, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_times_have_one_form(value):
    assert values.as_time(value) == "2026-11-20T12:00:00.000000Z"


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "",
        "2026-13-01 00:00:00",
        12,
        20261120,
        b"2026-11-20",
        "infinity",
        "10000-01-01 00:00:00",
        "0001-01-01 00:00:00+05:00",
    ],
)
def test_what_is_no_time_is_said(value):
    with pytest.raises(BadValue, match="no time"):
        values.as_time(value)


@given(st.datetimes())
def test_times_sort_as_text(moment):
    text = values.as_time(moment)
    assert text == values.as_time(str(moment))
    assert text is not None
    assert len(text) == len("2026-11-20T12:00:00.000000Z")


@pytest.mark.parametrize(
    "value",
    [
        b'{"a": 1}',
        '{"a": 1}',
        memoryview(b'{"a": 1}'),
        "\\x" + b'{"a": 1}'.hex(),
        b"\\x" + b'{"a": 1}'.hex().encode(),
        "x" + b'{"a": 1}'.hex(),
    ],
)
def test_json_in_each_storage_form(value):
    assert values.as_json(value) == {"a": 1}


def test_json_null_and_sql_null_are_the_same():
    assert values.as_json(None) is None
    assert values.as_json(b"null") is None


def test_json_encoded_twice_is_decoded_twice_where_asked():
    twice = json.dumps(json.dumps({"a": 1})).encode()
    assert values.as_json(twice) == '{"a": 1}'
    assert values.as_twice_json(twice) == {"a": 1}
    assert values.as_twice_json(b'"plain text"') == "plain text"


@pytest.mark.parametrize("value", [b"{", b"\xff\xfe", "xyz", b"", "[" * 100_000])
def test_what_is_no_json_is_said(value):
    with pytest.raises(BadValue, match="no JSON"):
        values.as_json(value)


def test_numbers_that_json_has_not_become_galaxys_markers():
    assert values.as_json(b"[NaN, Infinity, -Infinity]") == ["__NaN__", "__Infinity__", "__-Infinity__"]
    with pytest.raises(BadValue):
        values.as_json_text(values.as_json(b"1e999"))


@given(JSON)
def test_json_texts_are_canonical(value):
    text = values.as_json_text(value)
    if text is not None:
        assert values.as_json_text(values.as_json(json.dumps(value))) == text
        text.encode()


def test_text_that_utf8_cannot_carry_is_mended():
    for broken in ("a\ud800b", "a\udcffb", b"a\xffb"):
        assert values.as_text(broken) == "a�b"
        assert isinstance(values.as_text(broken), Mended)
    assert values.as_text(b"caf\xc3\xa9") == "café"
    assert not isinstance(values.as_text("a�b"), Mended)


def test_json_keeps_what_utf8_cannot_carry():
    text = values.as_json_text(values.as_json(b'["\\ud800", "\xc3\xa9", "\\ud83d\\ude00"]'))
    assert text == '["\\ud800","é","😀"]'
    assert values.as_json_text(values.as_json(text)) == text


@pytest.mark.parametrize(("value", "number"), [(None, None), (7, 7), (Decimal(7), 7), (True, 1), (2.0, 2)])
def test_whole_numbers(value, number):
    assert values.as_integer(value) == number


@pytest.mark.parametrize(
    "value",
    [
        "7",
        2**63,
        1.5,
        b"7",
        Decimal("1.5"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        float("nan"),
        float("inf"),
        1e300,
    ],
)
def test_what_is_no_whole_number_is_said(value):
    with pytest.raises(BadValue, match="no whole number"):
        values.as_integer(value)


@pytest.mark.parametrize(("value", "truth"), [(None, None), (0, False), (1, True), (True, True)])
def test_booleans_may_be_null(value, truth):
    assert values.as_boolean(value) is truth


def test_what_is_no_boolean_is_said():
    with pytest.raises(BadValue, match="neither true nor false"):
        values.as_boolean("maybe")


def test_uuids_get_their_dashes():
    dashed = "a2e072ca-18ff-4104-80b9-94b717e1c0cd"
    assert values.as_uuid(dashed.replace("-", "")) == dashed
    assert values.as_uuid(UUID(dashed)) == dashed
    assert values.as_uuid(None) is None
    with pytest.raises(BadValue, match="no uuid"):
        values.as_uuid("a2e0")
