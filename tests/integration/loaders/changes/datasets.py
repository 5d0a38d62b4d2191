"""Datasets in histories: made, changed, copied, converted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.integration.loaders.changes.histories import next_hid
from tests.integration.loaders.changes.world import Choice, Row, World, change

HDA = "history_dataset_association"
CONVERTED = "implicitly_converted_dataset_association"
CONVERTER = "CONVERTER_fasta_to_tabular"


def any_history(w: World, choose: Choice) -> int:
    return int(choose.of(w.find("history", purged=False))["id"])


def new_hda(w: World, history: int, *, job: int | None = None, state: str = "queued", **columns: Any) -> int:
    stored = w.add(
        "dataset", job_id=job, state=state, deleted=False, purged=False, purgable=True, uuid=uuid4().hex
    )  # fmt: skip
    if job is not None:
        w.add("dataset_permissions", action="manage permissions", dataset_id=stored, role_id=w.find("role")[-1]["id"])
    return add_hda(w, history, dataset_id=stored, **columns)


def add_hda(w: World, history: int, **columns: Any) -> int:
    new = {
        "name": w.name("data"), "extension": "txt", "deleted": False, "visible": True, "purged": False, "version": 1,
        "validated_state": "unknown", "hid": next_hid(w, history), "history_id": history,
    }  # fmt: skip
    return w.add(HDA, **new | columns)


def any_hda(w: World, choose: Choice) -> Row:
    return choose.of(w.find(HDA))


@change
def rename_hda(w: World, choose: Choice) -> None:
    hda = any_hda(w, choose)
    w.set(HDA, hda["id"], name=w.name("data"), version=hda["version"] + 1)


@change
def delete_hda(w: World, choose: Choice) -> None:
    hda = any_hda(w, choose)
    w.set(HDA, hda["id"], deleted=not hda["deleted"])


@change
def hide_hda(w: World, choose: Choice) -> None:
    hda = any_hda(w, choose)
    w.set(HDA, hda["id"], visible=not hda["visible"])


@change
def purge_hda(w: World, choose: Choice) -> None:
    hda = any_hda(w, choose)
    w.set(HDA, hda["id"], deleted=True, purged=True)
    w.set("dataset", hda["dataset_id"], deleted=True, purged=True, file_size=0)


@change
def change_type(w: World, choose: Choice) -> None:
    w.set(HDA, any_hda(w, choose)["id"], extension=w.name("type"), state=choose.of(["setting_metadata", None]))


@change
def change_dataset(w: World, choose: Choice) -> None:
    """Only `dataset.update_time` moves."""
    stored, state = choose.of(w.find("dataset")), choose.of(["ok", "error", "discarded", "running"])
    w.set("dataset", stored["id"], state=state, file_size=choose.number(9))


@change
def find_source(w: World, choose: Choice) -> None:
    stored = choose.of(w.find("dataset"))
    w.add("dataset_source", dataset_id=stored["id"], source_uri=f"https://{w.name('host')}")


@change
def copy_hda(w: World, choose: Choice) -> None:
    copy_of(w, any_hda(w, choose), any_history(w, choose))


def copy_of(w: World, hda: Row, history: int) -> int:
    return add_hda(
        w, history, dataset_id=hda["dataset_id"], name=hda["name"], copied_from_history_dataset_association_id=hda["id"]
    )


@change
def convert(w: World, choose: Choice) -> None:
    parent = any_hda(w, choose)
    made = begin_conversion(w, parent)
    w.add(CONVERTED, hda_id=made, hda_parent_id=parent["id"], type="tabular", deleted=False, metadata_safe=False)


@change
def convert_without_note(w: World, choose: Choice) -> None:
    """What it was made from is noted later."""
    begin_conversion(w, any_hda(w, choose))


def begin_conversion(w: World, parent: Row) -> int:
    job = w.add("job", tool_id=CONVERTER, tool_version="1", state="new", history_id=parent["history_id"])
    w.add("job_to_input_dataset", job_id=job, dataset_id=parent["id"], name="input1")
    made = new_hda(w, parent["history_id"], job=job, visible=False)
    w.add("job_to_output_dataset", job_id=job, dataset_id=made, name="output1")
    return made


@change
def note_conversion(w: World, choose: Choice) -> None:
    made = {row["id"]: row for row in w.find("job", tool_id=CONVERTER)}
    inputs = {row["job_id"]: row["dataset_id"] for row in w.find("job_to_input_dataset") if row["job_id"] in made}
    outputs = [row for row in w.find("job_to_output_dataset") if row["job_id"] in inputs]
    output = choose.of([row for row in outputs if not w.find(CONVERTED, hda_id=row["dataset_id"])])
    parent = inputs[output["job_id"]]
    w.add(CONVERTED, hda_id=output["dataset_id"], hda_parent_id=parent, type="tabular", deleted=False)


@change
def give_up_conversion(w: World, choose: Choice) -> None:
    found = choose.of(w.find(CONVERTED))
    w.set(CONVERTED, found["id"], deleted=not found["deleted"])
