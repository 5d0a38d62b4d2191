"""What datasets and collections hold, as values that compare: contents byte by byte, elements in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.galaxy.history import Item

FINAL = frozenset({"ok", "error", "empty", "discarded", "failed_metadata", "paused", "deferred"})


@dataclass(frozen=True, slots=True)
class File:
    """A dataset."""

    state: str
    content: bytes
    extension: str


@dataclass(frozen=True, slots=True)
class Elements:
    """A collection, or one inside another."""

    type: str
    elements: tuple[tuple[str, Contents], ...]


Contents = File | Elements


def contents_of(client: Any, item: Item) -> Contents:
    """Read a dataset or a collection with all that is in it."""
    if item["src"] == "hda":
        return _file(client, item["id"])
    answer = client.get(f"/api/dataset_collections/{item['id']}", instance_type="history", view="element")
    return _elements(client, answer)


def _elements(client: Any, collection: dict[str, Any]) -> Elements:
    return Elements(
        collection["collection_type"],
        tuple((one["element_identifier"], _element(client, one)) for one in collection["elements"]),
    )


def _element(client: Any, element: dict[str, Any]) -> Contents:
    if element["element_type"] == "dataset_collection":
        return _elements(client, element["object"])
    return _file(client, element["object"]["id"])


def _file(client: Any, dataset: str) -> File:
    about = client.get(f"/api/datasets/{dataset}")
    answer = client.s.get(f"{client.base}/api/datasets/{dataset}/display", params={"raw": "true"}, timeout=120)
    content = answer.content if answer.ok else b""
    return File(about["state"], content, about["file_ext"])


def flat(contents: Contents) -> Iterator[File]:
    """All files of it, in order."""
    if isinstance(contents, File):
        yield contents
        return
    for _name, element in contents.elements:
        yield from flat(element)


def differences(before: Sequence[Contents], after: Contents, at: str = "") -> list[str]:
    """Say where the items of a run differ from what the workflow made of them; nothing when they are the same.

    Several items became the elements of one collection, where a batch over files became one step over a list.
    """
    if len(before) == 1:
        return list(_differ(before[0], after, at))
    pairs = list(zip(before, flat(after), strict=False))
    found = [line for number, (one, other) in enumerate(pairs) for line in _differ(one, other, f"{at}[{number}]")]
    if len(pairs) != len(before) or len(list(flat(after))) != len(before):
        found.append(f"{at}: {len(before)} items became {len(list(flat(after)))}")
    return found


def _differ(before: Contents, after: Contents, at: str) -> Iterator[str]:
    if isinstance(before, File) and isinstance(after, File):
        yield from _files_differ(before, after, at)
    elif isinstance(before, Elements) and isinstance(after, Elements):
        yield from _collections_differ(before, after, at)
    else:
        yield f"{at}: {type(before).__name__} became {type(after).__name__}"


def _files_differ(before: File, after: File, at: str) -> Iterator[str]:
    for what in ("state", "extension", "content"):
        one, other = getattr(before, what), getattr(after, what)
        if one != other:
            yield f"{at}: {what} {one[:200]!r} became {other[:200]!r}"


def _collections_differ(before: Elements, after: Elements, at: str) -> Iterator[str]:
    names, others = [name for name, _ in before.elements], [name for name, _ in after.elements]
    if before.type != after.type or names != others:
        yield f"{at}: {before.type} of {names} became {after.type} of {others}"
        return
    for (name, one), (_, other) in zip(before.elements, after.elements, strict=True):
        yield from _differ(one, other, f"{at}/{name}")
