"""Dataset collections: made at once, copied, filled later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.integration.loaders.changes.datasets import HDA, any_history, copy_of
from tests.integration.loaders.changes.histories import next_hid
from tests.integration.loaders.changes.world import Choice, Row, World, change

HDCA = "history_dataset_collection_association"
STORED = "dataset_collection"
ELEMENT = "dataset_collection_element"


def new_stored(w: World, kind: str, state: str = "ok", **columns: Any) -> int:
    return w.add(STORED, collection_type=kind, populated_state=state, **columns)


def new_hdca(w: World, history: int, stored: int, **columns: Any) -> int:
    new = {"name": w.name("collection"), "visible": True, "deleted": False, "hid": next_hid(w, history)}
    return w.add(HDCA, collection_id=stored, history_id=history, **new | columns)


def new_element(w: World, stored: int, index: int, **inside: int) -> int:
    """Add an element; with nothing inside it is a placeholder."""
    return w.add(
        ELEMENT, dataset_collection_id=stored, element_index=index, element_identifier=f"e{index}", **inside
    )  # fmt: skip


def new_list(w: World, history: int, hdas: list[int], kind: str = "list") -> int:
    return new_hdca(w, history, new_filled(w, kind, hdas))


def new_filled(w: World, kind: str, hdas: list[int]) -> int:
    stored = new_stored(w, kind, element_count=len(hdas))
    for index, hda in enumerate(hdas):
        new_element(w, stored, index, hda_id=hda)
    return stored


def some_hdas(w: World, choose: Choice, count: int) -> list[int]:
    return [int(choose.of(w.find(HDA))["id"]) for _ in range(count)]


@change
def build_list(w: World, choose: Choice) -> None:
    new_list(w, any_history(w, choose), some_hdas(w, choose, 2))


@change
def build_empty_list(w: World, choose: Choice) -> None:
    new_list(w, any_history(w, choose), [])


@change
def build_list_of_pairs(w: World, choose: Choice) -> None:
    outer = new_stored(w, "list:paired", element_count=2)
    for index in range(2):
        new_element(w, outer, index, child_collection_id=new_filled(w, "paired", some_hdas(w, choose, 2)))
    new_hdca(w, any_history(w, choose), outer)


@change
def copy_hdca(w: World, choose: Choice) -> None:
    """A copy that shares the dataset collection."""
    hdca = choose.of(w.find(HDCA))
    new_hdca(w, any_history(w, choose), hdca["collection_id"], **_of_copy(hdca))


@change
def copy_hdca_with_elements(w: World, choose: Choice) -> None:
    """A copy with copies of the datasets, in a collection of its own."""
    hdca, history = choose.of(w.find(HDCA)), any_history(w, choose)
    stored = w.get(STORED, hdca["collection_id"])
    copy = new_stored(w, stored["collection_type"], stored["populated_state"], element_count=stored["element_count"])
    for element in reversed(w.find(ELEMENT, dataset_collection_id=stored["id"])):
        inside = {name: element[name] for name in ("hda_id", "child_collection_id") if element[name] is not None}
        if "hda_id" in inside:
            inside["hda_id"] = copy_of(w, w.get(HDA, inside["hda_id"]), history)
        new_element(w, copy, element["element_index"], **inside)
    new_hdca(w, history, copy, **_of_copy(hdca))


def _of_copy(hdca: Row) -> Mapping[str, Any]:
    return {
        "copied_from_history_dataset_collection_association_id": hdca["id"],
        "implicit_collection_jobs_id": hdca["implicit_collection_jobs_id"],
        "implicit_output_name": hdca["implicit_output_name"],
        "name": hdca["name"],
    }


@change
def rename_hdca(w: World, choose: Choice) -> None:
    w.set(HDCA, choose.of(w.find(HDCA))["id"], name=w.name("collection"))


@change
def delete_hdca(w: World, choose: Choice) -> None:
    hdca = choose.of(w.find(HDCA))
    w.set(HDCA, hdca["id"], deleted=not hdca["deleted"])


@change
def hide_hdca(w: World, choose: Choice) -> None:
    hdca = choose.of(w.find(HDCA))
    w.set(HDCA, hdca["id"], visible=not hdca["visible"])
