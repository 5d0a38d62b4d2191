"""The walk of a request's payload: which items it names, under which flat input name; pure.

A payload is nested by parameter (`{"cond": {"x": …}}`), Galaxy's input names are flat (`cond|x`, `rep_0|x`). As in
Galaxy's history graph (galaxy/history_graph.md 4) every dictionary with a `src` and an integer `id` is a reference, at
any depth and under any key, whether the tool knows the parameter or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders.values import Json

ITEMS = ("hda", "hdca", "dce")
"""What a reference may name that stands in the graph."""

EXTERNAL = ("url", "ldda", "ld")
"""What it may name that has no node."""

TRANSPARENT = frozenset({"values", "__class__", "linked"})
"""A dictionary with no other keys around a list of `values` is a wrapper; its members keep the parameter's name."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An item that the payload names: `src` is `hda`, `hdca` or `dce`; `mapped` when it was in a `Batch`."""

    input: str
    src: str
    id: int
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a payload names: items in the graph, and those without a node (`{"input", "src", …}`)."""

    references: tuple[Reference, ...]
    external: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    value: Json
    input: str
    mapped: bool = False
    path: tuple[str, ...] = ()


def walk(payload: Json) -> Inputs:
    """Return what a payload names, in the order of its parameters, each reference once."""
    references: dict[Reference, None] = {}
    external: dict[str, dict[str, Any]] = {}
    todo = [_Place(payload, "")]
    while todo:
        place = todo.pop()
        if reference := _reference(place):
            references[reference] = None
        if outside := _outside(place):
            external.setdefault(repr(sorted(outside.items())), outside)
        todo.extend(reversed(list(_inside(place))))
    return Inputs(tuple(references), tuple(external.values()))


def flat_names(state: Json) -> frozenset[str]:
    """Return the flat names of all parameters in a payload or a job's state."""
    names: set[str] = set()
    todo = [_Place(state, "")]
    while todo:
        place = todo.pop()
        names.add(place.input)
        todo.extend(_inside(place))
    return frozenset(names - {""})


def _reference(place: _Place) -> Reference | None:
    value = place.value
    if not isinstance(value, dict) or value.get("src") not in ITEMS or not _is_id(value.get("id")):
        return None
    return Reference(place.input, value["src"], value["id"], place.mapped)


def _outside(place: _Place) -> dict[str, Any] | None:
    """Return the description of an input without a node: a URL, a library dataset, a file that is yet to be fetched."""
    value = place.value
    if not isinstance(value, dict):
        return None
    if value.get("src") in EXTERNAL:
        found = {"input": place.input, **_plain(value)}
    elif value.get("class") == "File":
        found = {"input": place.input, "src": "url", **_plain(value), "url": value.get("url", value.get("location"))}
    else:
        return None
    return found | ({"path": list(place.path)} if place.path else {})


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {name: member for name, member in value.items() if not isinstance(member, dict | list)}


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _inside(place: _Place) -> Iterator[_Place]:
    value = place.value
    if isinstance(value, list):
        yield from _members(place, value)
    elif isinstance(value, dict):
        yield from _children(place, value)


def _members(place: _Place, members: list[Json]) -> Iterator[_Place]:
    """Members of a list: instances of a repeat, or values of one parameter."""
    for index, member in enumerate(members):
        name = f"{place.input}_{index}" if _is_instance(member) else place.input
        yield _Place(member, name, place.mapped, _longer(place.path, member))


def _children(place: _Place, value: dict[str, Json]) -> Iterator[_Place]:
    """Members of a dictionary: parameters of a group, or the insides of a value, which keep its name."""
    is_batch = value.get("__class__") == "Batch"
    for name, child in value.items():
        if not isinstance(child, dict | list) and name in _SCALARS:
            continue
        if _keeps_name(value, name):
            yield _Place(child, place.input, place.mapped or is_batch, place.path)
        else:
            yield _Place(child, f"{place.input}|{name}" if place.input else name, place.mapped, place.path)


_SCALARS = frozenset({"src", "id", "class", "__class__", "linked", "map_over_type"})


def _keeps_name(value: dict[str, Json], name: str) -> bool:
    if name == "values":
        return value.get("__class__") == "Batch" or (TRANSPARENT.issuperset(value) and isinstance(value[name], list))
    if name == "adapting":
        return "adapter_type" in value
    return name == "elements" and value.get("class") == "Collection"


def _is_instance(member: Json) -> bool:
    """Tell an instance of a repeat from a value of a parameter."""
    if not isinstance(member, dict):
        return False
    is_wrapper = isinstance(member.get("values"), list) and TRANSPARENT.issuperset(member)
    is_value = "src" in member or "class" in member or "adapter_type" in member
    return not (is_wrapper or is_value or member.get("__class__") == "Batch")


def _longer(path: tuple[str, ...], member: Json) -> tuple[str, ...]:
    identifier = member.get("identifier") if isinstance(member, dict) and "class" in member else None
    return (*path, identifier) if isinstance(identifier, str) else path
