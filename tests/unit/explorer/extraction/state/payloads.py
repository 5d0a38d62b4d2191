"""Payloads that look like any that Galaxy may have: for properties that hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

IDS = st.integers(1, 50)
ITEM = st.builds(lambda src, number: {"src": src, "id": number}, st.sampled_from(["hda", "ldda"]), IDS)
COLLECTION = st.builds(lambda src, number: {"src": src, "id": number}, st.sampled_from(["hdca", "dce"]), IDS)
URL = st.builds(
    lambda name: {"src": "url", "url": f"https://example.org/{name}", "ext": "txt"}, st.text("abc", min_size=1)
)
SCALAR = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text("xyz", max_size=2), max_size=2)
)
NAME = st.text("abcdef", min_size=1, max_size=3)


def batch(values: st.SearchStrategy[list[Any]], linked: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda values, linked: {"__class__": "Batch", "values": values, "linked": linked}, values, linked)


def payloads(length: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Payloads whose linked batches over datasets are all equally long."""
    linked = batch(st.lists(ITEM, min_size=length, max_size=length), st.just(value=True))
    crossed = batch(st.lists(ITEM, min_size=1, max_size=2), st.just(value=False))
    mapped = batch(st.lists(COLLECTION, min_size=1, max_size=1), st.booleans())
    value = st.one_of(
        SCALAR, ITEM, COLLECTION, URL, linked, crossed, mapped, st.lists(ITEM | COLLECTION, min_size=1, max_size=3)
    )
    group = st.dictionaries(NAME, value, max_size=3)
    return st.dictionaries(NAME, value | group | st.lists(group, max_size=3), max_size=4)
