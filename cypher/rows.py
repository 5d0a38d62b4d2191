"""What is written to the graph, as values: rows of nodes and edges, and what a write changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cypher.schema import BY_LABEL, BY_TYPE

Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node as it should be: all its properties; a property that is None or not named is absent.

    `key` is `<instance>/<kind>/<id>`; `instance` and, where the label has it, `galaxy_id` come from it.
    """

    label: str
    key: str
    properties: Properties

    def stored(self) -> dict[str, Any]:
        """Return the properties as the graph keeps them; raise `ValueError` for one that the schema does not name."""
        node = BY_LABEL[self.label]
        stored = {"key": self.key, **_from_key(self.key, with_id=node.has_galaxy_id)} | _present(self.properties)
        if unknown := stored.keys() - node.names:
            raise ValueError(f"{self.label} has no property {sorted(unknown)}: declare it in cypher/schema.py.")
        return stored


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """One edge as it should be, between two nodes named by label and key."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: Properties = field(default_factory=dict)

    @property
    def owner(self) -> tuple[str, str]:
        """Label and key of the end whose record says that the edge exists."""
        if BY_TYPE[self.type].owner == "source":
            return self.source_label, self.source
        return self.target_label, self.target

    @property
    def other(self) -> str:
        """The key of the other end."""
        return self.target if BY_TYPE[self.type].owner == "source" else self.source

    def stored(self) -> dict[str, Any]:
        """Return the properties as the graph keeps them; raise `ValueError` for one that the schema does not name."""
        stored = _present(self.properties)
        if unknown := stored.keys() - BY_TYPE[self.type].names:
            raise ValueError(f"{self.type} has no property {sorted(unknown)}: declare it in cypher/schema.py.")
        return stored


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
    owners no longer have, or that went with the node at their other end.
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


def _present(properties: Properties) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in properties.items()
        if value is not None
    }


def _from_key(key: str, *, with_id: bool) -> dict[str, Any]:
    instance, _, rest = key.partition("/")
    found: dict[str, Any] = {"instance": instance}
    if with_id:
        found["galaxy_id"] = int(rest.rpartition("/")[2])
    return found
