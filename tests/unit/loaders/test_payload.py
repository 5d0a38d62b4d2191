"""The walk of a payload: flat names, batches, wrappers, and inputs without a node."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.payload import Reference, flat_names, walk


def hda(id_: int, **more: Any) -> dict[str, Any]:
    return {"src": "hda", "id": id_, **more}


def references(payload: object) -> list[tuple[str, str, int, bool]]:
    return [(r.input, r.src, r.id, r.mapped) for r in walk(payload).references]


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        ({"input": hda(1)}, "input"),
        ({"cond": {"which": "ref", "x": hda(1)}}, "cond|x"),
        ({"section": {"cond": {"x": hda(1)}}}, "section|cond|x"),
        ({"rep": [{"x": hda(1)}]}, "rep_0|x"),
        ({"rep": [{"values": hda(1)}]}, "rep_0|values"),
        ({"outer": [{"n": 1}, {"inner": [{"x": hda(1)}]}]}, "outer_1|inner_0|x"),
        ({"inputs": [hda(1)]}, "inputs"),
        ({"rep": [{"xs": [hda(1)]}]}, "rep_0|xs"),
        ({"input": {"values": [hda(1)]}}, "input"),
        ({"input": {"src": "CollectionAdapter", "adapter_type": "x", "adapting": hda(1)}}, "input"),
        ({"input": {"src": "CollectionAdapter", "adapter_type": "x", "adapting": [hda(1, name="f")]}}, "input"),
        ({"__unknown": {"deep": [[hda(1)]]}}, "__unknown|deep"),
    ],
)
def test_flat_names(payload, name):
    assert references(payload) == [(name, "hda", 1, False)]


def test_a_batch_is_transparent_and_maps():
    batch = {
        "__class__": "Batch",
        "linked": True,
        "values": [hda(1), {"src": "hdca", "id": 2, "map_over_type": "list"}],
    }
    assert references({"rep": [{"x": batch}], "y": hda(3)}) == [
        ("rep_0|x", "hda", 1, True),
        ("rep_0|x", "hdca", 2, True),
        ("y", "hda", 3, False),
    ]


def test_elements_of_collections_are_references():
    assert walk({"x": {"src": "dce", "id": 5}}).references == (Reference("x", "dce", 5),)


@pytest.mark.parametrize("id_", ["5", None, True, 1.0, [5], {"id": 5}])
def test_only_whole_numbers_are_ids(id_):
    assert references({"x": {"src": "hda", "id": id_}}) == []


def test_the_same_item_under_one_name_is_one_reference():
    assert references({"xs": [hda(1), hda(1)], "y": hda(1)}) == [("xs", "hda", 1, False), ("y", "hda", 1, False)]


def test_urls_and_library_datasets_are_external():
    payload = {
        "a": {"src": "url", "url": "https://example.org/a.txt", "ext": "txt"},
        "b": {"__class__": "Batch", "values": [{"src": "ldda", "id": 3}]},
        "c": {
            "class": "Collection",
            "elements": [{"class": "File", "identifier": "e1", "location": "https://example.org/e1"}],
        },
    }
    found = walk(payload)
    assert found.references == ()
    assert [(e["input"], e["src"], e.get("url"), e.get("path")) for e in found.external] == [
        ("a", "url", "https://example.org/a.txt", None),
        ("b", "ldda", None, None),
        ("c", "url", "https://example.org/e1", ["e1"]),
    ]


def test_text_that_looks_like_a_reference_is_text():
    assert references({"label": '{"src": "hda", "id": 1}'}) == []


def test_depth_is_no_limit():
    payload: Any = hda(1)
    for _ in range(50_000):
        payload = [payload]
    assert references({"x": payload}) == [("x", "hda", 1, False)]


def test_declared_names_are_flat():
    assert {"a", "cond", "cond|x", "rep_0|y"} <= flat_names({"a": 1, "cond": {"x": None}, "rep": [{"y": 2}]})


LEAVES = st.integers(1, 50).map(hda) | st.none() | st.integers() | st.text(max_size=5)
PAYLOADS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc_|", min_size=1, max_size=4), inner, max_size=3)
        | st.lists(inner, max_size=3).map(lambda values: {"__class__": "Batch", "values": values})
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), PAYLOADS, max_size=4))
def test_every_reference_is_found_and_nothing_else(payload):
    assert {(src, id_) for _, src, id_, _ in references(payload)} == set(_leaves(payload))


def _leaves(value: Any) -> list[tuple[str, int]]:
    """As Galaxy's history graph looks for them: any dictionary with a `src` and an integer `id`."""
    if isinstance(value, list):
        return [leaf for member in value for leaf in _leaves(member)]
    if not isinstance(value, dict):
        return []
    own = [(value["src"], value["id"])] if value.get("src") == "hda" else []
    return own + [leaf for member in value.values() for leaf in _leaves(member)]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda i: st.lists(i) | st.dictionaries(st.text(), i)
    )
)
def test_anything_can_be_walked(value):
    walk(value)
    flat_names(value)


def test_an_upload_of_very_many_files_takes_no_time_squared():
    files = [{"src": "url", "url": f"https://example.org/{number}"} for number in range(20_000)]
    started = process_time()
    found = walk({"targets": [{"elements": files + files[:10]}]}).external
    assert len(found) == len(files)
    assert process_time() - started < 2
