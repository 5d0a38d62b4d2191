"""What a history holds, as its user knows it: datasets, collections with their members, jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Item:
    """An HDA as its history knows it."""

    hda: int
    dataset: int
    name: str
    extension: str
    state: str = "ok"


@dataclass
class Element:
    """A member of a collection: an item, or, in a nested one, an inner collection with members."""

    identifier: str
    item: Item | None = None
    inner: list[Element] = field(default_factory=list)
    id: int = 0
    collection: int | None = None


@dataclass
class Collection:
    """An HDCA with its members."""

    hdca: int
    type: str
    name: str
    elements: list[Element]

    def leaves(self) -> list[Element]:
        return [leaf for element in self.elements for leaf in (element.inner or (element,))]


@dataclass
class History:
    """A history in which somebody works: it remembers its newest items only."""

    id: int
    user: int
    size: int
    hid: int = 0
    made: int = 0
    items: list[Item] = field(default_factory=list)
    collections: list[Collection] = field(default_factory=list)

    def next_hid(self) -> int:
        self.hid += 1
        return self.hid

    def keep(self, thing: Item | Collection) -> None:
        kept: list[Any] = self.collections if isinstance(thing, Collection) else self.items
        kept.append(thing)
        del kept[: -40 if isinstance(thing, Item) else -6]


@dataclass
class Job:
    """A job that was made: its state and when it ended."""

    id: int
    state: str
    end: str

    @property
    def dataset_state(self) -> str:
        return {"deleted": "discarded"}.get(self.state, self.state)
