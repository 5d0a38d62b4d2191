"""Collections in histories (HDCAs) and their leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders import elements, labels
from loaders.batch import Batch
from loaders.elements import Tree
from loaders.record import Readers, Record
from loaders.source import Row, Source
from loaders.streams.base import Stream
from loaders.streams.datasets import read_owners
from loaders.values import as_boolean, as_integer, as_text, as_time

COPIED_FROM = "copied_from_history_dataset_collection_association_id"
PROPERTIES: Readers = {
    "hid": as_integer,
    "name": as_text,
    "deleted": as_boolean,
    "visible": as_boolean,
    "create_time": as_time,
    "update_time": as_time,
    "implicit_output_name": as_text,
}
STORED = ("id", "collection_type", "populated_state", "populated_state_message", "element_count")


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to a batch of HDCAs: their dataset collections, all elements inside, tags and annotations."""

    stored: Mapping[int, Record]
    tree: Tree
    tags: Mapping[int, list[str]]
    annotations: Mapping[int, str]


NEW = "new"


class Collections(Stream):
    """history_dataset_collection_association → Collection, IN_HISTORY, COPIED_TO, ELEMENT_OF."""

    name = "collections"
    table = "history_dataset_collection_association"
    columns = (
        "collection_id", "history_id", "hid", "name", "visible", "deleted", "create_time", "update_time",
        "implicit_output_name", COPIED_FROM,
    )  # fmt: skip
    kinds = (("Collection", "hdca"),)
    size = 200

    def load(self, records: Sequence[Record]) -> Batch:
        """(:Dataset)-[:ELEMENT_OF]->(:Collection)-[:IN_HISTORY]->(:History), and -[:COPIED_TO]-> its copies."""
        batch, facts = Batch(), read_facts(self.source, records)
        for hdca in records:
            batch.begin(hdca.id)
            self._add(batch, hdca, facts)
        return batch

    def still_open(self, records: Sequence[Record]) -> set[int]:
        """Collections that are not populated yet: `dataset_collection` has no indexed clock (galaxy/records.md 6)."""
        stored = {row["id"]: row["populated_state"] for row in _read_stored(self.source, records)}
        return {hdca.id for hdca in records if stored.get(hdca.row["collection_id"]) == NEW}

    def weigh(self, records: Sequence[Record]) -> Mapping[int, int]:
        """The elements of each collection, at any depth."""
        collections = {hdca.id: hdca.row["collection_id"] for hdca in records}
        counts = elements.count_elements(self.source, set(collections.values()) - {None})
        return {hdca: counts.get(collection, 0) for hdca, collection in collections.items()}

    def _add(self, batch: Batch, hdca: Record, facts: Facts) -> None:
        name = self.keys.collection(hdca.id)
        batch.put(name, describe(hdca, facts))
        batch.own(name, "IN_HISTORY", "COPIED_TO", "ELEMENT_OF")
        if (history := hdca.integer("history_id")) is not None:
            batch.edge("IN_HISTORY", name, self.keys.history(history))
        if (original := hdca.integer(COPIED_FROM)) is not None:
            batch.edge("COPIED_TO", self.keys.collection(original), name)
        if (collection := hdca.integer("collection_id")) is not None:
            self._add_leaves(batch, hdca, collection, facts.tree)

    def _add_leaves(self, batch: Batch, hdca: Record, collection: int, tree: Tree) -> None:
        for flaw in elements.flaws(tree, collection):
            hdca.note(flaw)
        for leaf in elements.leaves(tree, collection):
            batch.edge(
                "ELEMENT_OF",
                self.keys.dataset(leaf.hda),
                self.keys.collection(hdca.id),
                identifier=leaf.path[-1],
                path=leaf.path,
                index=leaf.index,
            )


def read_facts(source: Source, records: Sequence[Record]) -> Facts:
    """Look up what belongs to these HDCAs."""
    ids = [hdca.id for hdca in records]
    stored = {row["id"]: Record(row) for row in _read_stored(source, records)}
    return Facts(
        stored,
        elements.read_trees(source, stored),
        labels.read_tags(source, labels.COLLECTIONS, ids),
        labels.read_annotations(source, labels.COLLECTIONS, read_owners(source, records)),
    )


def _read_stored(source: Source, records: Sequence[Record]) -> Iterable[Row]:
    return source.lookup("dataset_collection", STORED, "id", (hdca.row["collection_id"] for hdca in records))


def describe(hdca: Record, facts: Facts) -> dict[str, object]:
    """Return a Collection's properties."""
    stored = facts.stored.get(hdca.row["collection_id"])
    if stored is None and hdca.row["collection_id"] is not None:
        hdca.note(f"dataset_collection {hdca.row['collection_id']} does not exist")
    return {
        **hdca.read(PROPERTIES),
        "tags": facts.tags.get(hdca.id),
        "annotation": facts.annotations.get(hdca.id),
        **(_describe_stored(hdca, stored) if stored else {}),
    }


def _describe_stored(hdca: Record, stored: Record) -> dict[str, object]:
    found: dict[str, object] = {
        "collection_id": stored.id,
        "state": stored.text("populated_state"),
        "state_message": stored.text("populated_state_message"),
        "collection_type": stored.text("collection_type"),
        "element_count": stored.integer("element_count"),
    }
    for problem in stored.problems:
        hdca.note(f"dataset_collection {problem}")
    return found
