"""What a payload (`request_internal`) names: every value of its data inputs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from explorer.extraction.state.payload import Batching, batching, is_adapter, is_batch, is_data, places

COLLECTION_REQUEST: Final = "collection"
"""`src` of a collection that was yet to be fetched (`class: Collection`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A value of a data input.

    `input`: flat name. `src`: `hda`, `hdca`, `dce`, `ldda`, `url`, or COLLECTION_REQUEST. `batch`: how the input was
    mapped over. `position`: place among the values of a batch or of a list. `request`: the value itself.
    """

    input: str
    src: str
    id: int | None = None
    url: str | None = None
    batch: Batching | None = None
    position: int = 0
    map_over_type: str | None = None
    request: Mapping[str, Any]


def references(payload: Mapping[str, Any]) -> list[Reference]:
    """Return every data value of a payload, in its order; the same value twice is two references."""
    return [reference for place in places(payload) for reference in _inside(place.value, place.input)]


def _inside(value: Any, flat: str) -> Iterator[Reference]:
    if isinstance(value, list):
        for position, member in enumerate(value):
            yield from (replace(found, position=position) for found in _inside(member, flat))
    elif not is_data(value):
        return
    elif isinstance(value.get("values"), list):
        batch = batching(value) if is_batch(value) else None
        yield from (replace(found, batch=batch) for found in _inside(value["values"], flat))
    elif is_adapter(value):
        adapting = value["adapting"]
        yield from _inside(adapting if isinstance(adapting, list) else [adapting], flat)
    else:
        yield _reference(value, flat)


def _reference(value: Mapping[str, Any], flat: str) -> Reference:
    if "class" in value:
        src = COLLECTION_REQUEST if value["class"] == "Collection" else "url"
        return Reference(input=flat, src=src, url=value.get("url", value.get("location")), request=value)
    return Reference(
        input=flat,
        src=value["src"],
        id=value.get("id"),
        url=value.get("url"),
        map_over_type=value.get("map_over_type"),
        request=value,
    )
