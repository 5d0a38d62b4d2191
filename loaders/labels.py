"""Tags and annotations of histories, datasets and collections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from loaders import values
from loaders.source import Row, Source
from loaders.values import Mended


class Labelled(NamedTuple):
    """Where the tags and annotations of one kind of item are kept."""

    tags: str
    annotations: str
    column: str


HISTORIES = Labelled("history_tag_association", "history_annotation_association", "history_id")
DATASETS = Labelled(
    "history_dataset_association_tag_association",
    "history_dataset_association_annotation_association",
    "history_dataset_association_id",
)
COLLECTIONS = Labelled(
    "history_dataset_collection_tag_association",
    "history_dataset_collection_annotation_association",
    "history_dataset_collection_id",
)


def read_tags(source: Source, kind: Labelled, ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the sorted tags of each item that has any: `name`, or `name:value`, as the user wrote them."""
    rows = list(source.lookup(kind.tags, ("tag_id", "user_tname", "user_value"), kind.column, ids))
    names = {row["id"]: row["name"] for row in source.lookup("tag", ("id", "name"), "id", (r["tag_id"] for r in rows))}
    tags: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if tag := _tag(row, names):
            tags[row[kind.column]].add(tag)
    return {item: sorted(found) for item, found in tags.items()}


def read_annotations(source: Source, kind: Labelled, owners: Mapping[int, int | None]) -> dict[int, str]:
    """Return the owner's annotation of each item; `owners` is the user id of each item."""
    found: dict[int, str] = {}
    for row in source.lookup(kind.annotations, ("user_id", "annotation"), kind.column, owners):
        item, text = row[kind.column], values.as_text(row["annotation"])
        if text and row["user_id"] == owners[item]:
            found.setdefault(item, text)
    return found


def _tag(row: Row, names: Mapping[int, str]) -> str | None:
    """Return a tag's text; `Mended` where a part of it cannot be read, or the tag that it names is not there."""
    known = row["tag_id"] is None or row["tag_id"] in names
    name = values.as_text(row["user_tname"] or (names.get(row["tag_id"]) if known else "\udcff"))
    value = values.as_text(row["user_value"])
    if name is None or not value:
        return name
    text = f"{name}:{value}"
    return Mended(text) if isinstance(name, Mended) or isinstance(value, Mended) else text
