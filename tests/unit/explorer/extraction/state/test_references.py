"""What a payload names, and that a walk with other means finds the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from explorer.extraction.state import COLLECTION_REQUEST, Reference, references
from tests.unit.explorer.extraction.state.payloads import payloads

HDA = {"src": "hda", "id": 1}
HDCA = {"src": "hdca", "id": 2}
LAZY = {"src": "url", "url": "https://example.org/a", "deferred": True, "ext": "txt"}
FILE = {"class": "File", "location": "https://example.org/b", "filetype": "txt"}
LIST = {"class": "Collection", "collection_type": "list", "elements": [FILE | {"identifier": "e"}], "name": "l"}
PROMOTED = {"src": "CollectionAdapter", "adapter_type": "PromoteDatasetToCollection", "adapting": HDA}

ROWS = {
    "one": ({"x": HDA}, [Reference(input="x", src="hda", id=1, request=HDA)]),
    "in a section or a conditional": ({"c": {"x": HDA}}, [Reference(input="c|x", src="hda", id=1, request=HDA)]),
    "in a repeat": (
        {"r": [{"n": 1}, {"s": {"x": HDA}}]},
        [Reference(input="r_1|s|x", src="hda", id=1, request=HDA)],
    ),
    "several": (
        {"x": [HDA, HDCA]},
        [
            Reference(input="x", src="hda", id=1, request=HDA),
            Reference(input="x", src="hdca", id=2, position=1, request=HDCA),
        ],
    ),
    "mapped": (
        {"x": {"__class__": "Batch", "values": [HDCA | {"map_over_type": "paired"}]}},
        [
            Reference(
                input="x",
                src="hdca",
                id=2,
                batch="linked",
                map_over_type="paired",
                request=HDCA | {"map_over_type": "paired"},
            )
        ],
    ),
    "crossed": (
        {"x": {"__class__": "Batch", "values": [HDA], "linked": False}},
        [Reference(input="x", src="hda", id=1, batch="crossed", request=HDA)],
    ),
    "a URL": ({"x": LAZY}, [Reference(input="x", src="url", url="https://example.org/a", request=LAZY)]),
    "a file": ({"x": FILE}, [Reference(input="x", src="url", url="https://example.org/b", request=FILE)]),
    "a collection of files": ({"x": LIST}, [Reference(input="x", src=COLLECTION_REQUEST, request=LIST)]),
    "a library dataset": (
        {"x": {"src": "ldda", "id": 3}},
        [Reference(input="x", src="ldda", id=3, request={"src": "ldda", "id": 3})],
    ),
    "adapted": ({"x": PROMOTED}, [Reference(input="x", src="hda", id=1, request=HDA)]),
    "as job parameters have it": ({"x": {"values": [HDA]}}, [Reference(input="x", src="hda", id=1, request=HDA)]),
    "the same twice": (
        {"a": HDA, "b": HDA},
        [Reference(input="a", src="hda", id=1, request=HDA), Reference(input="b", src="hda", id=1, request=HDA)],
    ),
    "a repeat called values": ({"values": [{"x": HDA}]}, [Reference(input="values_0|x", src="hda", id=1, request=HDA)]),
    "a text that looks like one": ({"x": '{"src": "hda", "id": 1}'}, []),
    "a batch of what is no data": ({"x": {"__class__": "Batch", "values": [1, "a", {"b": 2}]}}, []),
    "nothing": ({"x": None, "r": [], "s": {}}, []),
}


@pytest.mark.parametrize(("payload", "named"), ROWS.values(), ids=ROWS)
def test_references(payload, named):
    assert references(payload) == named


@given(payloads())
def test_a_naive_walk_finds_the_same(payload):
    found = [(one.input, one.src, one.id, one.url, one.batch is not None) for one in references(payload)]
    assert found == list(naive(payload, "", mapped=False))


def naive(value: Any, flat: str, *, mapped: bool) -> Iterator[tuple[Any, ...]]:
    """Every object with a `src`, wherever it is; names as Galaxy flattens them."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            is_value = isinstance(one, dict) and "src" in one
            yield from naive(one, flat if is_value else f"{flat}_{index}", mapped=mapped)
    elif isinstance(value, dict) and "src" in value:
        yield flat, value["src"], value.get("id"), value.get("url"), mapped
    elif isinstance(value, dict) and value.get("__class__") == "Batch":
        yield from naive(value["values"], flat, mapped=True)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from naive(one, f"{flat}|{name}" if flat else name, mapped=mapped)
