"""What users, histories, datasets and collections in the graph depend on."""

from __future__ import annotations

from loaders import labels
from loaders.checksums.reach import Part, Rows, Through, Within
from loaders.elements import COLUMNS as ELEMENT
from loaders.labels import Labelled
from loaders.streams.collections import COPIED_FROM

HDA = "history_dataset_association"
HDCA = "history_dataset_collection_association"
DCE = "dataset_collection_element"


def labelled(kind: Labelled, item: str) -> tuple[Part, ...]:
    """Return the parts with tags and annotations of one kind of item; an annotation counts if the owner wrote it."""
    annotated = Through(kind.annotations, kind.column, kind.column)
    history = annotated if item == "history" else Through(item, "id", "history_id", annotated)
    return (
        Part(kind.tags, kind.column, ("tag_id", "user_tname", "user_value"), clockless=True),
        Part("tag", "id", ("name",), Through(kind.tags, kind.column, "tag_id")),
        Part(kind.annotations, kind.column, ("user_id", "annotation"), clockless=True),
        Part("history", "id", ("user_id",), history),
    )


GROUPS = Through("user_group_association", "user_id", "group_id")

USERS = Rows((
    Part("galaxy_user", "id", ("username", "deleted")),
    Part("user_role_association", "user_id", ("role_id",), clockless=True),
    Part("user_group_association", "user_id", ("group_id",), clockless=True),
    Part("group_role_association", "group_id", ("role_id",), GROUPS, clockless=True),
))  # fmt: skip

HISTORIES = Rows((
    Part("history", "id", (
        "user_id", "name", "create_time", "update_time", "deleted", "purged", "importable", "published", "archived",
        "slug",
    )),
    Part("history_audit", "history_id", ("update_time",), newest=True),
    Part("history_user_share_association", "history_id", ("user_id",), clockless=True),
    *labelled(labels.HISTORIES, "history"),
))  # fmt: skip

STORED = Through(HDA, "id", "dataset_id")

DATASETS = Rows((
    Part(HDA, "id", (
        "history_id", "dataset_id", "hid", "name", "state", "extension", "deleted", "purged", "visible", "version",
        "create_time", "update_time", "copied_from_history_dataset_association_id",
    )),
    Part("dataset", "id", ("state", "uuid", "file_size"), STORED),
    Part("dataset_source", "dataset_id", ("source_uri",), STORED),
    Part("dataset_permissions", "dataset_id", ("action", "role_id"), STORED, (("action", "access"),), clockless=True),
    Part(DCE, "hda_id", ("hda_id",)),
    Part("implicitly_converted_dataset_association", "hda_id", ("hda_parent_id",)),
    *labelled(labels.DATASETS, HDA),
))  # fmt: skip

COLLECTION = Through(HDCA, "id", "collection_id")

COLLECTIONS = Rows((
    Part(HDCA, "id", (
        "collection_id", "history_id", "hid", "name", "visible", "deleted", "create_time", "update_time",
        "implicit_output_name", COPIED_FROM,
    )),
    Part("dataset_collection", "id",
         ("collection_type", "populated_state", "populated_state_message", "element_count"), COLLECTION),
    Part(DCE, "dataset_collection_id", ELEMENT, Within(COLLECTION)),
    Part("dataset_collection", "id", (), Within(COLLECTION)),
    *labelled(labels.COLLECTIONS, HDCA),
))  # fmt: skip
