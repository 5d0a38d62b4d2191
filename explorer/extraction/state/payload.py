"""Where a payload (`request_internal`) has values for data inputs. Pure.

A payload is nested by parameter; flat names are Galaxy's (`cond|x`, `rep_0|x`). What is inside a value keeps the name
of its parameter: members of a `Batch`, of a list of data, of an adapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Path = tuple[str | int, ...]
Batching = Literal["linked", "crossed"]

SOURCES: Final = ("hda", "hdca", "dce", "ldda", "ld", "url")
"""What `src` may be; no set, as what is looked for may be anything, also a list."""

ADAPTER: Final = "CollectionAdapter"
"""`src` of data that is handed over as a collection that it is not."""

RUNTIME: Final = ("ConnectedValue", "RuntimeValue")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a payload has a value for a data input: the way to it, its flat name, the value."""

    path: Path
    input: str
    value: Any


def places(values: Any, path: Path = (), flat: str = "") -> Iterator[Place]:
    """Yield where a payload has values for data inputs, in its order."""
    if is_data(values):
        yield Place(path, flat, values)
    elif isinstance(values, Mapping):
        for name, value in values.items():
            yield from places(value, (*path, name), f"{flat}|{name}" if flat else name)
    elif isinstance(values, list):
        for index, value in enumerate(values):
            yield from places(value, (*path, index), f"{flat}_{index}")


def is_data(value: Any) -> bool:
    """Tell a value of a data input: a reference, a file to fetch, a batch, a list of those."""
    if isinstance(value, list):
        return bool(value) and all(map(is_data, value))
    if not isinstance(value, Mapping):
        return False
    return is_batch(value) or _is_wrapper(value) or is_adapter(value) or _is_reference(value)


def is_batch(value: Any) -> bool:
    """Tell a value that an input was mapped over."""
    return isinstance(value, Mapping) and value.get("__class__") == "Batch" and isinstance(value.get("values"), list)


def is_adapter(value: Mapping[str, Any]) -> bool:
    """Tell data that is handed over as a collection that it is not."""
    return "adapting" in value and (value.get("src") == ADAPTER or "adapter_type" in value)


def is_runtime(value: Any) -> bool:
    """Tell the mark of a connection, or of an input that is set when the workflow runs."""
    return isinstance(value, Mapping) and value.get("__class__") in RUNTIME


def batching(batch: Mapping[str, Any]) -> Batching:
    """Return how a batch goes with other batches; Galaxy reads an explicit `linked: null` as false."""
    return "linked" if batch.get("linked", True) else "crossed"


def maps_collection(batch: Mapping[str, Any]) -> bool:
    """Tell a batch over the elements of a collection, which stays one step, from one over single datasets."""
    first = batch["values"][0] if batch["values"] else None
    return isinstance(first, Mapping) and first.get("src") in ("hdca", "dce")


def _is_wrapper(value: Mapping[str, Any]) -> bool:
    """Tell `{"values": [{src, id}]}`, as job parameters have it."""
    members = value.get("values")
    return isinstance(members, list) and len(value) == 1 and all(map(is_data, members))


def _is_reference(value: Mapping[str, Any]) -> bool:
    if value.get("class") in ("File", "Collection"):
        return not {"location", "url", "elements"}.isdisjoint(value)
    return value.get("src") in SOURCES and not {"id", "url"}.isdisjoint(value)
