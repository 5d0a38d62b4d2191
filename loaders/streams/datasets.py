"""Datasets in histories (HDAs), where they were copied or converted from, and who may read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders import labels, values
from loaders.batch import Batch
from loaders.ids import Ids
from loaders.record import Readers, Record
from loaders.source import Row, Source
from loaders.streams.base import Stream
from loaders.values import as_boolean, as_integer, as_text, as_time, as_uuid

PROPERTIES: Readers = {
    "hid": as_integer,
    "name": as_text,
    "extension": as_text,
    "version": as_integer,
    "create_time": as_time,
    "update_time": as_time,
    "deleted": as_boolean,
    "purged": as_boolean,
    "visible": as_boolean,
}
STORED: Readers = {"uuid": as_uuid, "file_size": as_integer}
NOBODY = -1
"""Stands for an `access` role that is no id: no user holds it, so that the dataset does not become public."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to a batch of HDAs, by HDA id or, for the stored dataset, by `dataset.id`."""

    stored: Mapping[int, Record]
    uris: Mapping[int, str]
    roles: Mapping[int, list[int]]
    elements: frozenset[int]
    converted_from: Mapping[int, list[int]]
    tags: Mapping[int, list[str]]
    annotations: Mapping[int, str]


class Datasets(Stream):
    """history_dataset_association → Dataset, IN_HISTORY, COPIED_TO, CONVERTED_TO."""

    name = "datasets"
    table = "history_dataset_association"
    columns = (
        "history_id", "dataset_id", "hid", "name", "state", "extension", "deleted", "purged", "visible", "version",
        "create_time", "update_time", "copied_from_history_dataset_association_id",
    )  # fmt: skip
    kinds = (("Dataset", "hda"),)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:Dataset)-[:IN_HISTORY]->(:History), (:Dataset)-[:COPIED_TO|CONVERTED_TO]->(:Dataset)."""
        batch, facts = Batch(), read_facts(self.source, records)
        for hda in records:
            batch.begin(hda.id)
            self._add(batch, hda, facts)
        return batch

    def _add(self, batch: Batch, hda: Record, facts: Facts) -> None:
        name = self.keys.dataset(hda.id)
        batch.put(name, describe(hda, facts))
        batch.own(name, "IN_HISTORY", "COPIED_TO", "CONVERTED_TO")
        if (history := hda.integer("history_id")) is not None:
            batch.edge("IN_HISTORY", name, self.keys.history(history))
        if (original := hda.integer("copied_from_history_dataset_association_id")) is not None:
            batch.edge("COPIED_TO", self.keys.dataset(original), name)
        for parent in facts.converted_from.get(hda.id, ()):
            batch.edge("CONVERTED_TO", self.keys.dataset(parent), name)


def read_facts(source: Source, records: Sequence[Record]) -> Facts:
    """Look up what belongs to these HDAs."""
    ids, stored = Ids.of(hda.id for hda in records), Ids.of(hda.row["dataset_id"] for hda in records)
    owners = read_owners(source, records)
    return Facts(
        {row["id"]: Record(row) for row in source.lookup("dataset", ("id", "state", *STORED), "id", stored)},
        _read_uris(source, stored),
        _read_access(source, stored),
        frozenset(source.count("dataset_collection_element", "hda_id", ids, "hda_id")),
        _read_conversions(source, ids),
        labels.read_tags(source, labels.DATASETS, ids),
        labels.read_annotations(source, labels.DATASETS, owners),
    )


def describe(hda: Record, facts: Facts) -> dict[str, Any]:
    """Return a Dataset's properties. The state shown is the HDA's own, else its dataset's (galaxy/records.md 2.10)."""
    stored = facts.stored.get(hda.row["dataset_id"])
    if stored is None and hda.row["dataset_id"] is not None:
        hda.note(f"dataset {hda.row['dataset_id']} does not exist")
    found = hda.read(PROPERTIES)
    found["state"] = hda.text("state") or (stored.text("state") if stored else None)
    found["is_element"] = hda.id in facts.elements
    found["tags"] = facts.tags.get(hda.id)
    found["annotation"] = facts.annotations.get(hda.id)
    if stored:
        found |= _describe_stored(hda, stored, facts)
    return found


def _describe_stored(hda: Record, stored: Record, facts: Facts) -> dict[str, Any]:
    found = stored.read(STORED)
    found["dataset_id"] = stored.id
    found["source_uri"] = facts.uris.get(stored.id)
    found["access_roles"] = facts.roles.get(stored.id)
    for problem in stored.problems:
        hda.note(f"dataset {problem}")
    if NOBODY in facts.roles.get(stored.id, ()):
        hda.note("dataset_permissions role_id: an access role that is none, so nobody may read it")
    return found


def read_owners(source: Source, records: Iterable[Record]) -> dict[int, int | None]:
    """Return the user whose history each item stands in."""
    histories = {record.id: record.row["history_id"] for record in records}
    rows = source.lookup("history", ("user_id",), "id", histories.values())
    users = {row["id"]: row["user_id"] for row in rows}
    return {item: users.get(history) for item, history in histories.items()}


def _read_uris(source: Source, stored: Iterable[int | None]) -> dict[int, str]:
    uris: dict[int, str] = {}
    for row in source.lookup("dataset_source", ("source_uri",), "dataset_id", stored):
        if uri := values.as_text(row["source_uri"]):
            uris.setdefault(row["dataset_id"], uri)
    return uris


def _read_access(source: Source, stored: Iterable[int | None]) -> dict[int, list[int]]:
    """Return the roles of each stored dataset's `access` permissions, sorted; a reader needs all of them."""
    roles: dict[int, set[int]] = defaultdict(set)
    for row in source.lookup("dataset_permissions", ("action", "role_id"), "dataset_id", stored):
        if row["action"] == "access":
            roles[row["dataset_id"]].add(row["role_id"] if isinstance(row["role_id"], int) else NOBODY)
    return {dataset: sorted(found) for dataset, found in roles.items()}


def _read_conversions(source: Source, ids: Iterable[int]) -> dict[int, list[int]]:
    parents: dict[int, list[int]] = defaultdict(list)
    for row in source.lookup("implicitly_converted_dataset_association", ("hda_parent_id",), "hda_id", ids):
        if _is_conversion(row):
            parents[row["hda_id"]].append(row["hda_parent_id"])
    return parents


def _is_conversion(row: Row) -> bool:
    return row["hda_parent_id"] is not None and row["hda_parent_id"] != row["hda_id"]
