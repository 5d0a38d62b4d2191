"""Captured requests as callers see them who may not read everything that these name."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.access.payloads import redacted, references_of
from explorer.access.restricted import Restricted

PAYLOAD = {
    "input": {"__class__": "Batch", "values": [{"src": "hda", "id": 1}, {"src": "hda", "id": 2, "name": "private"}]},
    "cond": {"reference": {"src": "hdca", "id": 2}, "text": "a word"},
    "element": {"src": "dce", "id": 9},
    "url": {"src": "url", "url": "https://example.org"},
    "seen": [True, {"src": [], "id": 1}, {"src": "hda", "id": True}],
}


class Seeing:
    """What is seen of a payload when these keys may be read; a view over a set."""

    is_unlimited = False

    def __init__(self, *keys: str) -> None:
        self._keys = frozenset(keys)

    def shows(self, key: str) -> bool:
        return key in self._keys

    def stub(self, key: str) -> Restricted:
        return Restricted("hda" if "/hda/" in key else "hdca", id=7)


ALL = Seeing("main/hda/1", "main/hda/2", "main/hdca/2")
STUB = {"id": f"{7:032x}", "restricted": True}


def seen(value: Any, view: Seeing, *, elements: bool = True) -> Any:
    return redacted(value, view, "main", elements=elements)  # type: ignore[arg-type]


def test_references_are_found_at_any_depth() -> None:
    assert [ref.key for ref in references_of(PAYLOAD, "main")] == ["main/hda/1", "main/hda/2", "main/hdca/2"]
    assert [ref.key for ref in references_of({"src": "hda", "id": "12"}, "main")] == ["main/hda/12"]


def test_who_may_read_everything_sees_the_payload_as_it_is() -> None:
    assert seen(PAYLOAD, ALL) == PAYLOAD


def test_what_may_not_be_read_is_a_stub_with_nothing_beside_it() -> None:
    shown = seen(PAYLOAD, Seeing("main/hda/1"))
    assert shown["input"]["values"] == [{"src": "hda", "id": 1}, {"src": "hda"} | STUB]
    assert shown["cond"] == {"reference": {"src": "hdca"} | STUB, "text": "a word"}
    assert shown["url"] == PAYLOAD["url"]


def test_an_element_is_hidden_where_one_of_them_may_not_be_read() -> None:
    assert seen(PAYLOAD, ALL, elements=False)["element"] == {"src": "dce", "restricted": True}


@pytest.mark.parametrize("value", [None, 3, "hda", [], {}])
def test_what_names_nothing_stays(value: Any) -> None:
    assert seen(value, Seeing()) == value


def test_what_is_of_a_library_is_for_administrators() -> None:
    value = {"input": {"src": "ldda", "id": 5, "name": "private"}}
    assert seen(value, ALL) == {"input": {"src": "ldda", "restricted": True}}
