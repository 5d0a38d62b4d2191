"""Jobs: made, run, failed, run again."""

from __future__ import annotations

import json
from typing import Any

from tests.integration.loaders.changes.collections import (
    ELEMENT,
    HDCA,
    STORED,
    new_element,
    new_hdca,
    new_stored,
    some_hdas,
)
from tests.integration.loaders.changes.datasets import HDA, any_history, new_hda
from tests.integration.loaders.changes.world import Choice, Row, World, change

TOOLS = ("cat", "sort", "bwa")
UNFINISHED = ("new", "queued", "running", "paused")
MEMBERS = "implicit_collection_jobs_job_association"


def new_job(w: World, history: int, tool: str, inputs: list[int], **columns: Any) -> int:
    """Add a job with its inputs and parameters."""
    owner = w.get("history", history)["user_id"]
    new = {"tool_version": "1", "state": "new", "user_id": owner, "history_id": history, "tool_state": json.dumps({})}
    job = w.add("job", tool_id=tool, **new | columns)
    for index, hda in enumerate(inputs):
        w.add("job_to_input_dataset", job_id=job, dataset_id=hda, name=f"input{index + 1}")
    w.add("job_parameter", job_id=job, name="lines", value=json.dumps("10"))
    return job


def new_output(w: World, history: int, job: int, name: str = "out", **columns: Any) -> int:
    hda = new_hda(w, history, job=job, **columns)
    w.add("job_to_output_dataset", job_id=job, dataset_id=hda, name=name)
    return hda


def unfinished(w: World, choose: Choice) -> int:
    return int(choose.of([job for job in w.find("job") if job["state"] in UNFINISHED])["id"])


def enter(w: World, job: int, state: str, **columns: Any) -> None:
    """What `Job.set_state` does: the history of its states grows in the same transaction."""
    w.set("job", job, state=state, **columns)
    w.add("job_state_history", job_id=job, state=state)


def end(w: World, job: int, state: str, **columns: Any) -> None:
    """What `Job.update_output_states` and `set_final_state` do."""
    enter(w, job, state, **columns)
    for stored in w.find("dataset", job_id=job):
        w.set("dataset", stored["id"], state=state, file_size=len(state))
        for hda in w.find(HDA, dataset_id=stored["id"]):
            w.set(HDA, hda["id"], info=state)
    for hdca in w.find(HDCA, job_id=job):
        w.set(HDCA, hdca["id"])
    for step in w.find("workflow_invocation_step", job_id=job):
        w.set("workflow_invocation_step", step["id"])


@change
def upload(w: World, choose: Choice) -> None:
    history = any_history(w, choose)
    job = new_job(w, history, "__DATA_FETCH__", [])
    for index in range(1 + choose.number(2)):
        new_output(w, history, job, f"output{index}")


@change
def run_tool(w: World, choose: Choice) -> None:
    history = any_history(w, choose)
    new_output(w, history, new_job(w, history, choose.of(TOOLS), some_hdas(w, choose, 2)))


@change
def run_tool_on_collection(w: World, choose: Choice) -> None:
    """A collection, and an element of one, as inputs."""
    history = any_history(w, choose)
    job = new_job(w, history, choose.of(TOOLS), [])
    hdca, element = choose.of(w.find(HDCA)), choose.of(w.find(ELEMENT))
    w.add("job_to_input_dataset_collection", job_id=job, dataset_collection_id=hdca["id"], name="many")
    table = "job_to_input_dataset_collection_element"
    w.add(table, job_id=job, dataset_collection_element_id=element["id"], name="one")
    new_output(w, history, job)


@change
def run_tool_that_makes_collection(w: World, choose: Choice) -> None:
    """What is in the collection is known when the job ends."""
    history = any_history(w, choose)
    job = new_job(w, history, "split", some_hdas(w, choose, 1))
    hdca = new_hdca(w, history, new_stored(w, "list", "new"), job_id=choose.of([None, job]))
    w.add("job_to_output_dataset_collection", job_id=job, dataset_collection_id=hdca, name="parts")


@change
def fill_made_collection(w: World, choose: Choice) -> None:
    """Only `dataset_collection.update_time` moves, which has no index."""
    links = w.find("job_to_output_dataset_collection")
    hdcas = [(link["job_id"], w.get(HDCA, link["dataset_collection_id"])) for link in links]
    job, hdca = choose.of([(job, hdca) for job, hdca in hdcas if _is_new(w, hdca)])
    for index in range(2):
        name = f"__new_primary_file_parts|e{index}__"
        hda = new_output(w, hdca["history_id"], job, name, state="ok", visible=False)
        new_element(w, hdca["collection_id"], index, hda_id=hda)
    w.set(STORED, hdca["collection_id"], populated_state="ok", element_count=2)


def _is_new(w: World, hdca: Row) -> bool:
    stored = w.get(STORED, hdca["collection_id"])
    return stored["populated_state"] == "new" and not hdca["implicit_collection_jobs_id"]


@change
def start_job(w: World, choose: Choice) -> None:
    enter(w, unfinished(w, choose), choose.of(["running", "queued", "paused"]))


@change
def finish_job(w: World, choose: Choice) -> None:
    end(w, unfinished(w, choose), "ok", exit_code=0)


@change
def fail_job(w: World, choose: Choice) -> None:
    end(w, unfinished(w, choose), "error", exit_code=1, tool_stderr="no such file", info="failed")


@change
def discover_output(w: World, choose: Choice) -> None:
    """An output more, of any job; nothing of the job itself moves."""
    job = choose.of([job for job in w.find("job") if job["history_id"]])
    new_output(w, job["history_id"], job["id"], w.name("__new_primary_file"), state="ok")


def failed_output(w: World, choose: Choice) -> tuple[Row, Row]:
    """A failed job, and the row of one of its outputs."""
    failed = {job["id"]: job for job in w.find("job", state="error")}
    output = choose.of([row for row in w.find("job_to_output_dataset") if row["job_id"] in failed])
    return failed[output["job_id"]], output


def run_again(w: World, old: Row, output: Row) -> tuple[int, int]:
    """Return the new job and its output."""
    job = new_job(w, old["history_id"], old["tool_id"], [])
    return job, new_output(w, old["history_id"], job, output["name"], visible=False)


def remap(w: World, old: int, output: Row, job: int, hda: int) -> None:
    """When a failed job was run again for those that wait for it (Galaxy's tools/actions, `_remap_job_on_rerun`).

    Rows of the old job, of waiting jobs, of its map-over and of collections now name the new job and its data.
    """
    for row in w.find("job_to_input_dataset", dataset_id=output["dataset_id"]):
        w.set("job_to_input_dataset", row["id"], dataset_id=hda)
        w.set(HDA, hda, hid=w.get(HDA, output["dataset_id"])["hid"])
        for parameter in w.find("job_parameter", job_id=row["job_id"]):
            w.set("job_parameter", parameter["id"], value=json.dumps({"src": "hda", "id": hda}))
        if w.get("job", row["job_id"])["state"] == "paused":
            w.set("job", row["job_id"], state="new")
    if w.get(HDA, output["dataset_id"])["visible"]:
        w.set(HDA, output["dataset_id"], visible=False)
    for row in w.find("job_to_output_dataset_collection", job_id=old):
        w.set("job_to_output_dataset_collection", row["id"], job_id=job)
        hdca = w.get(HDCA, row["dataset_collection_id"])
        w.set(HDCA, hdca["id"])
        for element in w.find(ELEMENT, dataset_collection_id=hdca["collection_id"], hda_id=output["dataset_id"]):
            w.set(ELEMENT, element["id"], hda_id=hda)
        for member in w.find(MEMBERS, implicit_collection_jobs_id=hdca["implicit_collection_jobs_id"], job_id=old):
            w.set(MEMBERS, member["id"], job_id=job)


@change
def run_failed_job_again(w: World, choose: Choice) -> None:
    run_again(w, *failed_output(w, choose))


@change
def remap_to_job_run_again(w: World, choose: Choice) -> None:
    """The transaction after that."""
    old, output = failed_output(w, choose)
    newer = [job for job in w.find("job", tool_id=old["tool_id"], state="new") if job["id"] > old["id"]]
    job = choose.of([job["id"] for job in newer if not w.find(MEMBERS, job_id=job["id"])])
    made = w.find("job_to_output_dataset", job_id=job, name=output["name"])
    remap(w, old["id"], output, job, choose.of(made)["dataset_id"])


@change
def run_again_and_remap(w: World, choose: Choice) -> None:
    old, output = failed_output(w, choose)
    remap(w, old["id"], output, *run_again(w, old, output))
