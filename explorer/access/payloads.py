"""Captured requests and job parameters as the caller sees them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from explorer.access.view import View
from explorer.refs import ITEMS, Ref

_ELEMENT = "dce"
"""A reference into a collection: the graph knows which item it means, but not by its number."""

_OF_LIBRARIES = frozenset({"ldda", "ld", "lddca"})
"""Datasets of libraries: who may read them is not in the graph, so administrators only."""


def references_of(value: Any, instance: str) -> Iterator[Ref]:
    """Yield the datasets and collections that stored JSON names, at any depth."""
    if isinstance(value, Mapping):
        if ref := _reference(value, instance):
            yield ref
        for inner in value.values():
            yield from references_of(inner, instance)
    elif isinstance(value, list):
        for inner in value:
            yield from references_of(inner, instance)


def redacted(value: Any, view: View, instance: str, *, elements: bool) -> Any:
    """Return stored JSON with stubs for the items that the caller may not read.

    Args:
        value: JSON as Galaxy stored it.
        view: what the caller may read of `references_of(value)`.
        instance: whose ids these are.
        elements: whether references to collection elements may stay; False when one of them may not be read.
    """
    if isinstance(value, list):
        return [redacted(inner, view, instance, elements=elements) for inner in value]
    if not isinstance(value, Mapping):
        return value
    ref = _reference(value, instance)
    if ref is not None and not view.shows(ref.key):
        return {"src": ref.src, "id": view.stub(ref.key).shown, "restricted": True}
    src = value.get("src")
    is_told = elements if src == _ELEMENT else view.is_unlimited
    if isinstance(src, str) and src in {_ELEMENT, *_OF_LIBRARIES} and not is_told:
        return {"src": src, "restricted": True}
    return {name: redacted(inner, view, instance, elements=elements) for name, inner in value.items()}


def _reference(value: Mapping[str, Any], instance: str) -> Ref | None:
    src, number = value.get("src"), value.get("id")
    if not isinstance(src, str) or src not in ITEMS or isinstance(number, bool):
        return None
    if isinstance(number, str) and number.isascii() and number.isdecimal():
        number = int(number)
    return Ref(src, number, instance) if isinstance(number, int) else None
