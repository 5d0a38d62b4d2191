"""Payloads that ran over several datasets, taken apart into one for each combination, and put together. Pure.

The rules are those by which Galaxy makes jobs of a payload (`galaxy/extraction.md` 4.4): batches that are linked go
together value by value, the others multiply. A batch over a collection stays as it is: a workflow maps over it too;
and so do datasets that went together with its elements, one by one: they are a list that is mapped over alongside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from explorer.extraction.errors import NotExtractable
from explorer.extraction.state.payload import Path, Place, batching, is_batch, maps_collection, places

Assignment = Mapping[Path, Any]


def split_batches(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a payload for each combination of batched datasets; the payload alone where there is none to take apart.

    Raises:
        NotExtractable: linked batches are not equally long.
    """
    batches = [place for place in places(payload) if is_batch(place.value)]
    linked = [batch for batch in batches if batching(batch.value) == "linked"]
    if any(maps_collection(batch.value) for batch in linked):
        linked = []
    crossed = [batch for batch in batches if batching(batch.value) == "crossed" and not maps_collection(batch.value)]
    ways = [_together(linked), *(_together([batch]) for batch in crossed)]
    return [_replaced(payload, _joined(combination)) for combination in product(*ways)]


def merge_batches(payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the one payload that splits into these: what differs is batched and linked.

    Equal payloads are told apart by nothing: all their single datasets are batched.

    Raises:
        NotExtractable: there are none, or they differ in more than single datasets.
    """
    if len(payloads) == 1:
        return dict(payloads[0])
    columns = _columns(payloads)
    singles = {path: values for path, values in columns.items() if all(map(_is_single, values))}
    differing = {path: values for path, values in columns.items() if any(value != values[0] for value in values)}
    chosen = differing or singles
    if not chosen or not chosen.keys() <= singles.keys():
        raise NotExtractable("These runs differ in more than single datasets: they are not one run over several.")
    return _replaced(payloads[0], {path: _batch(values) for path, values in chosen.items()})


def _together(batches: Sequence[Place]) -> list[Assignment]:
    """Return the values of linked batches, one assignment for each place in them; an empty one where they have none."""
    lengths = {batch.input: len(batch.value["values"]) for batch in batches}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{name}: {length}" for name, length in lengths.items())
        raise NotExtractable(f"Datasets that ran together are not equally many ({said}).")
    rows = zip(*(batch.value["values"] for batch in batches), strict=True)
    return [{batch.path: value for batch, value in zip(batches, row, strict=True)} for row in rows] or [{}]


def _joined(assignments: Sequence[Assignment]) -> Assignment:
    return {path: value for assignment in assignments for path, value in assignment.items()}


def _columns(payloads: Sequence[Mapping[str, Any]]) -> dict[Path, list[Any]]:
    """Return the values of each place that has data, over payloads that are equal but for their data."""
    found = [{place.path: place.value for place in places(payload)} for payload in payloads]
    bare = [_replaced(payload, dict.fromkeys(data)) for payload, data in zip(payloads, found, strict=True)]
    if not found or any(other != bare[0] for other in bare) or any(data.keys() != found[0].keys() for data in found):
        raise NotExtractable("These runs differ in their parameters: they are not one run over several datasets.")
    return {path: [data[path] for data in found] for path in found[0]}


def _is_single(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("src") in ("hda", "ldda")


def _batch(values: Sequence[Any]) -> dict[str, Any]:
    return {"__class__": "Batch", "values": list(values), "linked": True}


def _replaced(payload: Mapping[str, Any], by_path: Assignment) -> dict[str, Any]:
    """Return a payload with other values at some paths; what lies on no way to them is shared, not copied."""
    return {name: _put(value, by_path, (name,)) for name, value in payload.items()}


def _put(values: Any, by_path: Assignment, path: Path) -> Any:
    if path in by_path:
        return by_path[path]
    if not any(way[: len(path)] == path for way in by_path):
        return values
    if isinstance(values, Mapping):
        return {name: _put(value, by_path, (*path, name)) for name, value in values.items()}
    return [_put(value, by_path, (*path, index)) for index, value in enumerate(values)]
