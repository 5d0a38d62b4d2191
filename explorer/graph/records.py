"""The rows of the history graph's statements, with names: what each list that a statement returns means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

R = TypeVar("R", bound="NamedTuple")


Parent = Sequence[Any]
"""A collection that holds an element: key, depth (1: a direct element), deleted."""


class Standing(NamedTuple):
    """An item and the collections that it stands in."""

    key: str
    visible: bool | None
    is_element: bool | None
    parents: Sequence[Parent] = ()

    @property
    def is_hidden_element(self) -> bool:
        """Whether it is listed in a collection and not in its history; one with NULL `visible` is not."""
        return self.visible is False and bool(self.is_element)


class ItemRow(NamedTuple):
    """A dataset or collection. `stored` is the dataset or dataset collection behind it; `history` a key.

    From `history` on the members are only known for items that a graph names without having selected them.
    """

    key: str
    name: str | None
    hid: int | None
    state: str | None
    extension: str | None
    collection_type: str | None
    deleted: bool | None
    visible: bool | None
    is_element: bool | None
    stored: int | None
    create_time: str | None
    file_size: int | None = None
    history: str | None = None
    history_name: str | None = None
    makers: Sequence[str | None] = ()
    copied_from: Sequence[tuple[str, str | None, int | None, str | None, str | None]] = ()
    element_of: Sequence[tuple[str, str | None, int | None]] = ()


class OriginRow(NamedTuple):
    """An execution that produced an item, or an item that it is a copy of; `type` tells which."""

    item: str
    type: str
    source: str
    output: str | None
    visible: bool | None = None
    is_element: bool | None = None
    parents: Sequence[Parent] = ()
    name: str | None = None
    hid: int | None = None
    history: str | None = None
    history_name: str | None = None

    @property
    def standing(self) -> Standing:
        """The source, with the collections that it stands in."""
        return Standing(self.source, self.visible, self.is_element, self.parents)


class RequestOriginRow(NamedTuple):
    """A tool request whose jobs wrote an item; `job` is the last of them."""

    item: str
    request: int
    tool_id: str
    job: int


class CaptureOriginRow(NamedTuple):
    """A captured execution that made an item; `job` is the last of its jobs, None where no job says so."""

    item: str
    execution: str
    tool_id: str | None
    job: int | None


class Candidate(NamedTuple):
    """A key that may be the producer of an item, with the tool that this record of it names."""

    item: str
    producer: str
    tool_id: str | None


class InputRow(NamedTuple):
    """An input of an execution (or of a request, in a profile that shows requests)."""

    execution: str
    item: str
    input: str | None
    via: str | None
    src: str | None
    path: Sequence[str] | None
    mapped: bool | None
    visible: bool | None
    is_element: bool | None
    parents: Sequence[Parent] = ()

    @property
    def standing(self) -> Standing:
        """The item, with the collections that it stands in."""
        return Standing(self.item, self.visible, self.is_element, self.parents)


class ElementRow(NamedTuple):
    """A leaf of a collection that nothing produced, and its origins: the members of `OriginRow` from `type` on."""

    collection: str
    leaf: str
    visible: bool | None
    sources: Sequence[Sequence[Any]] = ()

    @property
    def origins(self) -> list[OriginRow]:
        """The origins of the leaf, as those of the collection."""
        return [OriginRow(self.collection, *source) for source in self.sources]


class ExecutionRow(NamedTuple):
    """An execution with keys of what belongs to it, and a state for each job."""

    key: str
    state: str | None
    tool_id: str | None
    tool_version: str | None
    create_time: str | None
    source: str | None = None
    requests: Sequence[str] = ()
    map_overs: Sequence[str] = ()
    job_states: Sequence[str | None] = ()


class LeavesRow(NamedTuple):
    """Leaves of a collection in one state. `pair`: identifiers above the halves of a pair; `shown`: a visible leaf.

    `history` and `roles`, which tell who may read them, are only known where that has to be told.
    """

    collection: str
    pair: Sequence[str]
    shown: str | None
    state: str | None
    number: int
    history: str | None = None
    roles: Sequence[int] | None = None


def unpack(kind: type[R], answer: Iterable[Mapping[str, Any]], column: str) -> list[R]:
    """Return the lists in one column of a statement's rows as `kind`, in the statement's order."""
    return [kind(*values) for row in answer for values in row[column]]
