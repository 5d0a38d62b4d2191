"""Histories, and the tags and annotations of histories, datasets and collections."""

from __future__ import annotations

from datetime import UTC, datetime

from loaders.labels import COLLECTIONS, DATASETS, HISTORIES, Labelled
from tests.integration.loaders.changes.world import Choice, NothingToChangeError, Row, World, change

LABELLED: tuple[tuple[str, Labelled], ...] = (
    ("history", HISTORIES),
    ("history_dataset_association", DATASETS),
    ("history_dataset_collection_association", COLLECTIONS),
)


def next_hid(w: World, history: int) -> int:
    hid = int(w.get("history", history)["hid_counter"])
    w.set("history", history, hid_counter=hid + 1)
    return hid


@change
def new_history(w: World, choose: Choice) -> None:
    w.add(
        "history", user_id=choose.of(w.find("galaxy_user"))["id"], name=w.name("history"), hid_counter=1,
        deleted=False, purged=False, importing=False, importable=False, published=False, archived=False,
    )  # fmt: skip


@change
def rename_history(w: World, choose: Choice) -> None:
    w.set("history", choose.of(w.find("history"))["id"], name=w.name("history"))


@change
def delete_history(w: World, choose: Choice) -> None:
    history = choose.of(w.find("history"))
    w.set("history", history["id"], deleted=not history["deleted"])


@change
def purge_history(w: World, choose: Choice) -> None:
    w.set("history", choose.of(w.find("history"))["id"], deleted=True, purged=True)


@change
def publish_history(w: World, choose: Choice) -> None:
    history = choose.of(w.find("history"))
    w.set("history", history["id"], published=not history["published"], importable=True, slug=w.name("slug"))


@change
def make_history_accessible(w: World, choose: Choice) -> None:
    history = choose.of(w.find("history"))
    w.set("history", history["id"], importable=not history["importable"])


@change
def archive_history(w: World, choose: Choice) -> None:
    history = choose.of(w.find("history"))
    w.set("history", history["id"], archived=not history["archived"])


@change
def audit_history(w: World, choose: Choice) -> None:
    """A change in a history that leaves nothing but its time."""
    history = choose.of(w.find("history"))["id"]
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")  # the database's clock, as in its triggers
    w.run("INSERT INTO history_audit (history_id, update_time) VALUES (:id, :now)", id=history, now=now)


def any_item(w: World, choose: Choice) -> tuple[Row, Labelled]:
    table, labelled = choose.of(LABELLED)
    return choose.of(w.find(table)), labelled


def any_label(w: World, choose: Choice, of: str) -> tuple[str, Row]:
    table = getattr(choose.of(LABELLED)[1], of)
    return table, choose.of(w.find(table))


def owner_of(w: World, item: Row) -> int | None:
    history = item if "hid_counter" in item else w.get("history", item["history_id"])
    owner: int | None = history["user_id"]
    return owner


@change
def tag(w: World, choose: Choice) -> None:
    item, labelled = any_item(w, choose)
    name = choose.of(["name", "group", "other"])
    known = w.find("tag", name=name)
    id_ = known[0]["id"] if known else w.add("tag", name=name, type=0)
    tag = {"tag_id": id_, "user_id": owner_of(w, item), "user_tname": name, "value": "", "user_value": w.name("")}
    w.add(labelled.tags, **{labelled.column: item["id"]}, **tag)


@change
def change_tag(w: World, choose: Choice) -> None:
    table, found = any_label(w, choose, "tags")
    w.set(table, found["id"], user_value=w.name("value"))


@change
def untag(w: World, choose: Choice) -> None:
    table, found = any_label(w, choose, "tags")
    w.remove(table, found["id"])


@change
def tag_again(w: World, choose: Choice) -> None:
    """Galaxy sets tags by removing all and adding the new ones: on SQLite the id is used again."""
    table, found = any_label(w, choose, "tags")
    w.remove(table, found["id"])
    w.add(table, **{name: value for name, value in found.items() if name not in ("id", "user_value")}, user_value="new")


@change
def annotate(w: World, choose: Choice) -> None:
    item, labelled = any_item(w, choose)
    of = {labelled.column: item["id"]}
    if w.find(labelled.annotations, **of):
        raise NothingToChangeError
    w.add(labelled.annotations, **of, user_id=owner_of(w, item), annotation=w.name("note"))


@change
def change_annotation(w: World, choose: Choice) -> None:
    table, found = any_label(w, choose, "annotations")
    w.set(table, found["id"], annotation=w.name("note"))


@change
def remove_annotation(w: World, choose: Choice) -> None:
    table, found = any_label(w, choose, "annotations")
    w.remove(table, found["id"])
