"""A step of a workflow as it ran → the payload that says the same: inputs that were mapped over become batches. Pure.

Galaxy looks mapped inputs up by their bare names and so misses those inside groups (`galaxy/extraction.md` 4.3); here
they are found by their flat names.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from explorer.extraction.errors import NotExtractable
from explorer.extraction.state.models import ParameterModels


@dataclass(frozen=True, slots=True)
class MappedCollectionInput:
    """A collection that an input was mapped over: `src` is `hdca`, or `dce` for a part of one."""

    src: str
    id: int
    map_over_type: str | None = None
    linked: bool = True


def from_workflow_execution_state(
    state: Mapping[str, Any], mapped: Mapping[str, MappedCollectionInput], models: ParameterModels | None
) -> dict[str, Any]:
    """Return the payload (`request_internal`) of a step of a workflow.

    Args:
        state: the parameters of the whole step, with references for its data.
        mapped: by the flat name of an input (`cond|x`, `rep_0|x`), what it was mapped over.
        models: the parameters of the tool; None: nothing is checked.

    Raises:
        NotExtractable: there is no such input, or the tool does not accept the payload.
    """
    payload: dict[str, Any] = deepcopy(dict(state))
    for flat, collection in mapped.items():
        _put(payload, flat, _batch(collection))
    problem = models.problem_of_payload(payload) if models else None
    if problem:
        raise NotExtractable(f"The tool does not accept what the step asked of it: {problem}")
    return payload


def _batch(mapped: MappedCollectionInput) -> dict[str, Any]:
    value: dict[str, Any] = {"src": mapped.src, "id": mapped.id}
    if mapped.map_over_type is not None:
        value["map_over_type"] = mapped.map_over_type
    return {"__class__": "Batch", "values": [value], "linked": mapped.linked}


def _put(values: dict[str, Any], flat: str, value: Any) -> None:
    """Put a value where a flat name points; groups on the way are made where they are absent."""
    *groups, name = flat.split("|")
    for group in groups:
        values = _instance(values, group) if group not in values else values[group]
        if not isinstance(values, dict):
            raise NotExtractable(f"{flat} is no input of this step.")
    values[name] = value


def _instance(values: dict[str, Any], group: str) -> Any:
    """Return an instance of a repeat (`rep_0`), else a new group."""
    name, _, number = group.rpartition("_")
    instances = values.get(name)
    if not (number.isdecimal() and isinstance(instances, list)):
        return values.setdefault(group, {})
    instances.extend({} for _ in range(int(number) + 1 - len(instances)))
    return instances[int(number)]
