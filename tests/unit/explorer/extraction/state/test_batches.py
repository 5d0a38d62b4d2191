"""Effective step state: one payload for each combination of datasets, and back."""

from __future__ import annotations

from math import prod

import pytest
from hypothesis import given

from explorer.extraction.errors import NotExtractable
from explorer.extraction.state import merge_batches, references, split_batches
from explorer.extraction.state.payload import batching, is_batch, maps_collection, places
from tests.unit.explorer.extraction.state.payloads import payloads


def hda(number):
    return {"src": "hda", "id": number}


def batch(*numbers, linked=True):
    return {"__class__": "Batch", "values": [hda(number) for number in numbers], "linked": linked}


MAPPED = {"__class__": "Batch", "values": [{"src": "hdca", "id": 9}]}
CROSSED = MAPPED | {"linked": False}

ROWS = {
    "nothing batched": ({"x": hda(1), "n": 2}, [{"x": hda(1), "n": 2}]),
    "one batch": ({"x": batch(1, 2), "n": 3}, [{"x": hda(1), "n": 3}, {"x": hda(2), "n": 3}]),
    "linked: in pairs": (
        {"a": batch(1, 2), "b": batch(3, 4)},
        [{"a": hda(1), "b": hda(3)}, {"a": hda(2), "b": hda(4)}],
    ),
    "crossed: each with each": (
        {"a": batch(1, 2, linked=False), "b": batch(3, 4, linked=False)},
        [
            {"a": hda(1), "b": hda(3)},
            {"a": hda(1), "b": hda(4)},
            {"a": hda(2), "b": hda(3)},
            {"a": hda(2), "b": hda(4)},
        ],
    ),
    "linked and crossed": (
        {"a": batch(1, 2), "b": batch(3, 4, linked=False)},
        [
            {"a": hda(1), "b": hda(3)},
            {"a": hda(1), "b": hda(4)},
            {"a": hda(2), "b": hda(3)},
            {"a": hda(2), "b": hda(4)},
        ],
    ),
    "inside groups": (
        {"c": {"r": [{"x": batch(1, 2)}, {"n": 1}]}},
        [{"c": {"r": [{"x": hda(1)}, {"n": 1}]}}, {"c": {"r": [{"x": hda(2)}, {"n": 1}]}}],
    ),
    "a mapped collection is one": ({"x": MAPPED}, [{"x": MAPPED}]),
    "a mapped collection and each of three datasets": (
        {"x": MAPPED, "y": batch(1, 2, 3, linked=False)},
        [{"x": MAPPED, "y": hda(number)} for number in (1, 2, 3)],
    ),
    "datasets in pairs with the elements of a collection stay": (
        {"x": MAPPED, "y": batch(1, 2)},
        [{"x": MAPPED, "y": batch(1, 2)}],
    ),
    "datasets beside a crossed collection": (
        {"x": CROSSED, "y": batch(1, 2)},
        [{"x": CROSSED, "y": hda(1)}, {"x": CROSSED, "y": hda(2)}],
    ),
    "a batch of nothing stays": ({"x": batch()}, [{"x": batch()}]),
}


@pytest.mark.parametrize(("payload", "split"), ROWS.values(), ids=ROWS)
def test_split(payload, split):
    assert split_batches(payload) == split


def test_linked_batches_are_equally_long():
    with pytest.raises(NotExtractable, match="a: 2, b: 1"):
        split_batches({"a": batch(1, 2), "b": batch(3)})


def test_merge_batches_what_differs():
    assert merge_batches([{"x": hda(1), "n": 2}, {"x": hda(3), "n": 2}]) == {"x": batch(1, 3), "n": 2}
    assert merge_batches([{"x": hda(1), "n": 2}]) == {"x": hda(1), "n": 2}
    assert merge_batches([{"x": hda(1)}, {"x": hda(1)}]) == {"x": batch(1, 1)}


@pytest.mark.parametrize(
    "apart",
    [
        [],
        [{"n": 1}, {"n": 2}],
        [{"n": 1}, {"n": 1}],
        [{"x": hda(1)}, {"y": hda(1)}],
        [{"x": [hda(1)]}, {"x": [hda(2)]}],
    ],
)
def test_what_is_no_batch_is_not_merged(apart):
    with pytest.raises(NotExtractable):
        merge_batches(apart)


@given(payloads())
def test_split_then_merged_then_split_is_the_same(payload):
    apart = split_batches(payload)
    if len(apart) > 1 and not any(is_batch(place.value) for place in places(apart[0])):
        assert split_batches(merge_batches(apart)) == apart


@given(payloads())
def test_there_is_one_for_each_combination(payload):
    batches = [place.value for place in places(payload) if is_batch(place.value)]
    linked = [one for one in batches if batching(one) == "linked"]
    crossed = [len(one["values"]) for one in batches if batching(one) == "crossed" and not maps_collection(one)]
    together = 1 if not linked or any(map(maps_collection, linked)) else len(linked[0]["values"])
    assert len(split_batches(payload)) == together * prod(crossed)


@given(payloads())
def test_every_dataset_is_in_one_of_them(payload):
    apart = [{(one.input, one.src, one.id) for one in references(each)} for each in split_batches(payload)]
    assert set().union(*apart) == {(one.input, one.src, one.id) for one in references(payload)}
