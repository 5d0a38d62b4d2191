"""What is written to the graph, as values: rows of nodes and edges, and what a write changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from cypher.schema import BOOKKEEPING, EDGES, NODES

Properties = Mapping[str, Any]

COLUMNS: Final = {
    **{node.label: tuple(p.name for p in node.properties) for node in (*NODES, *BOOKKEEPING)},
    **{edge.type: tuple(p.name for p in edge.properties) for edge in EDGES},
}
"""Label or edge type → names of its properties, in the order of the values in a row.

A node's `key`, `instance` and `galaxy_id` are not among them.
"""

_NAMES: Final = {declared.label: declared.names for declared in (*NODES, *BOOKKEEPING)} | {
    e.type: e.names for e in EDGES
}
_HAS_ID: Final = {node.label: node.has_galaxy_id for node in (*NODES, *BOOKKEEPING)}
_OWNS_SOURCE: Final = {edge.type: edge.owner == "source" for edge in EDGES}
_IDENTITY: Final = {edge.type: edge.identity for edge in EDGES}
_WITH_LISTS: Final = frozenset(e.type for e in EDGES if any(p.kind == "strings" for p in e.properties))
_NONE: Final[Properties] = {}


class NodeRow(NamedTuple):
    """One node as it should be: all its properties; a property that is None or not named is absent.

    `key` is `<instance>/<kind>/<id>`; `instance` and, where the label has it, `galaxy_id` come from it.
    """

    label: str
    key: str
    properties: Properties

    def values(self) -> list[Any]:
        """Return key, instance, Galaxy id where the label has one, then a value for each of the label's `COLUMNS`.

        Raises:
            ValueError: for a property that the schema does not name.
        """
        label, key, properties = self
        _check(label, properties)
        return [*_from_key(label, key), *map(properties.get, COLUMNS[label])]

    def stored(self) -> dict[str, Any]:
        """Return the properties as the graph keeps them; raise `ValueError` for one that the schema does not name."""
        label, key, properties = self
        _check(label, properties)
        names = ("key", "instance", "galaxy_id")
        return dict(zip(names, _from_key(label, key), strict=False)) | _present(properties)


class EdgeRow(NamedTuple):
    """One edge as it should be, between two nodes named by label and key."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: Properties = _NONE

    @property
    def owner(self) -> tuple[str, str]:
        """Label and key of the end whose record says that the edge exists."""
        return (self.source_label, self.source) if _OWNS_SOURCE[self.type] else (self.target_label, self.target)

    @property
    def other(self) -> str:
        """The key of the other end."""
        return self.target if _OWNS_SOURCE[self.type] else self.source

    @property
    def identity(self) -> tuple[Any, ...]:
        """Type, ends and the properties that tell this edge from others of its type between the same ends."""
        ends, names = self[:5], _IDENTITY[self[0]]
        return (*ends, *map(_hashable, map(self.properties.get, names))) if names else ends

    def values(self) -> list[Any]:
        """Return a value for each of the type's `COLUMNS`; raise `ValueError` for one that the schema does not name."""
        declared, properties = self[0], self[5]
        if properties:
            _check(declared, properties)
        found = map(properties.get, COLUMNS[declared])
        return [*map(_as_list, found)] if declared in _WITH_LISTS else [*found]

    def stored(self) -> dict[str, Any]:
        """Return the properties as the graph keeps them; raise `ValueError` for one that the schema does not name."""
        _check(self.type, self.properties)
        return _present(self.properties)


class Owned(NamedTuple):
    """Owners whose edges of one type are given in full: their edges that are not given are removed."""

    type: str
    owner_label: str
    owners: list[str]


class Removed(NamedTuple):
    """An edge that was removed: its type and the keys of its owner and of its other end."""

    type: str
    owner: str
    other: str


class Bookkeeping(NamedTuple):
    """Nodes to write, as they should be, and to remove (label, key); no part of the graph that is dumped."""

    nodes: Sequence[NodeRow] = ()
    remove: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class Change:
    """What one write changed.

    `dangling` are edges that could not be made because an end is not in the graph. `removed` are the edges that their
    owners no longer have, or have with other properties, or that went with the node at their other end.
    """

    nodes_written: int = 0
    nodes_removed: int = 0
    edges_written: int = 0
    edges_removed: int = 0
    dangling: list[EdgeRow] = field(default_factory=list)
    keys_written: set[str] = field(default_factory=set)
    removed: list[Removed] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether the graph is another one than before."""
        return bool(self.nodes_written or self.nodes_removed or self.edges_written or self.edges_removed)


def _check(declared: str, properties: Properties) -> None:
    names = _NAMES[declared]
    if not names.issuperset(properties):
        unknown = sorted(set(properties) - names)
        raise ValueError(f"{declared} has no property {unknown}: declare it in cypher/schema.py.")


def _present(properties: Properties) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in properties.items()
        if value is not None
    }


def _from_key(label: str, key: str) -> tuple[Any, ...]:
    instance, _, rest = key.partition("/")
    return (key, instance, int(rest.rpartition("/")[2])) if _HAS_ID[label] else (key, instance)


def _as_list(value: Any) -> Any:
    """Return a list of a tuple: of each tuple the driver first asks at length what it may be."""
    return [*value] if value.__class__ is tuple else value


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
