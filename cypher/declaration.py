"""How the graph is declared: properties, nodes and edges as values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["string", "integer", "float", "boolean", "strings", "integers", "time", "json"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or an edge. `kind` is its type; `time` and `json` are strings in the graph.

    `is_derived`: made of the others whenever the node is written, so it is no part of a dump. `is_indexed`: a
    question begins at nodes by its value.
    """

    name: str
    kind: Kind
    about: str
    is_derived: bool = False
    is_indexed: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A label; every node has `key` (unique per label), `instance` and, unless said otherwise, `galaxy_id`.

    `searched` are the properties whose words it is found by, besides its Galaxy id; such a label has `words`.
    """

    label: str
    kinds: tuple[str, ...]
    about: str
    properties: tuple[Property, ...] = ()
    has_galaxy_id: bool = True
    searched: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """The property names that come from the key."""
        return ("key", "instance", "galaxy_id") if self.has_galaxy_id else ("key", "instance")

    @property
    def names(self) -> frozenset[str]:
        """All property names that a node with this label may have."""
        return frozenset((*self.identity, *(p.name for p in self.properties)))


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge type between one or more pairs of labels.

    `identity` are the properties that, with type and ends, tell two edges apart. `owner` is the end whose
    record says that the edge exists: reading that record again yields all its edges of this type, so edges that
    it no longer names can be removed.
    """

    type: str
    ends: tuple[tuple[str, str], ...]
    owner: Literal["source", "target"]
    about: str
    properties: tuple[Property, ...] = ()
    identity: tuple[str, ...] = field(default=())

    @property
    def names(self) -> frozenset[str]:
        """All property names that an edge of this type may have."""
        return frozenset(p.name for p in self.properties)


def string(name: str, about: str) -> Property:
    """A text."""
    return Property(name, "string", about)


def indexed(found: Property) -> Property:
    """The same property, with an index."""
    return replace(found, is_indexed=True)


def integer(name: str, about: str) -> Property:
    """A whole number."""
    return Property(name, "integer", about)


def boolean(name: str, about: str) -> Property:
    """A boolean."""
    return Property(name, "boolean", about)


def time(name: str, about: str) -> Property:
    """A time, as text."""
    return Property(name, "time", about)


def json(name: str, about: str) -> Property:
    """A JSON value, as text."""
    return Property(name, "json", about)
