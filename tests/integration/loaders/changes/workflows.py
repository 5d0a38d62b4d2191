"""Workflows and their runs: steps come when they are scheduled, and get their job or map-over later."""

from __future__ import annotations

from uuid import uuid4

from tests.integration.loaders.changes import captures
from tests.integration.loaders.changes.collections import HDCA, some_hdas
from tests.integration.loaders.changes.datasets import any_history
from tests.integration.loaders.changes.jobs import new_job, new_output
from tests.integration.loaders.changes.maps import batch_over, new_map
from tests.integration.loaders.changes.world import Choice, Row, World, change

RUN = "workflow_invocation"
STEP = "workflow_invocation_step"
INSIDE = "workflow_invocation_to_subworkflow_invocation_association"
KINDS = ("data_input", "tool", "tool", "subworkflow")
OVER = ("scheduled", "cancelled", "failed")


def new_version(w: World, stored: int, name: str | None) -> int:
    """Add a version of a workflow with its steps."""
    workflow = w.add(
        "workflow", stored_workflow_id=stored, name=name, uuid=uuid4().hex, has_cycles=False, has_errors=False
    )
    for index, kind in enumerate(KINDS):
        tool = "cat" if kind == "tool" else None
        w.add("workflow_step", workflow_id=workflow, type=kind, tool_id=tool, order_index=index, label=f"step {index}")
    w.set("stored_workflow", stored, latest_workflow_id=workflow)
    return workflow


@change
def new_workflow(w: World, choose: Choice) -> None:
    name, owner = w.name("workflow"), choose.of(w.find("galaxy_user"))["id"]
    stored = w.add(
        "stored_workflow", user_id=owner, name=name, deleted=False, hidden=False, importable=False, published=False
    )
    new_version(w, stored, choose.of([None, name]))


@change
def change_workflow(w: World, choose: Choice) -> None:
    stored = choose.of(w.find("stored_workflow"))
    new_version(w, stored["id"], stored["name"])


@change
def rename_workflow(w: World, choose: Choice) -> None:
    """Its newest version too, if that has a name of its own."""
    stored, name = choose.of(w.find("stored_workflow")), w.name("workflow")
    w.set("stored_workflow", stored["id"], name=name)
    if w.get("workflow", stored["latest_workflow_id"])["name"] is not None:
        w.set("workflow", stored["latest_workflow_id"], name=name)


@change
def invoke(w: World, choose: Choice) -> None:
    _invoke(w, choose.of(w.find("workflow"))["id"], any_history(w, choose))


def _invoke(w: World, workflow: int, history: int) -> int:
    return w.add(RUN, workflow_id=workflow, history_id=history, state="new", uuid=uuid4().hex)


@change
def schedule_step(w: World, choose: Choice) -> None:
    """The next step of a run; a tool's has neither job nor map-over yet."""
    runs = [run for run in w.find(RUN) if run["state"] not in OVER]
    run = choose.of([run for run in runs if _unscheduled(w, run)])
    design = _unscheduled(w, run)[-1]
    w.add(STEP, workflow_invocation_id=run["id"], workflow_step_id=design["id"], state="new")
    w.set(RUN, run["id"], state="ready")


def _unscheduled(w: World, run: Row) -> list[Row]:
    done = {step["workflow_step_id"] for step in w.find(STEP, workflow_invocation_id=run["id"])}
    return [design for design in w.find("workflow_step", workflow_id=run["workflow_id"]) if design["id"] not in done]


def waiting_steps(w: World) -> list[Row]:
    """Steps that may still run: those of a run that is over do not."""
    runs = {run["id"] for run in w.find(RUN) if run["state"] not in OVER}
    steps = w.find(STEP, job_id=None, implicit_collection_jobs_id=None, state="new")
    return [step for step in steps if step["workflow_invocation_id"] in runs]


def waiting_step(w: World, choose: Choice, kind: str) -> tuple[Row, Row]:
    """A step of this type that has not run, and the run that it belongs to."""
    step = choose.of([s for s in waiting_steps(w) if w.get("workflow_step", s["workflow_step_id"])["type"] == kind])
    return step, w.get(RUN, step["workflow_invocation_id"])


@change
def step_runs_job(w: World, choose: Choice) -> None:
    step, run = waiting_step(w, choose, "tool")
    inputs = some_hdas(w, choose, 1)
    payload = {"input1": {"src": "hda", "id": inputs[0]}}
    capture = captures.capture_step(w, step["id"], run["history_id"], "cat", payload)
    job = new_job(w, run["history_id"], "cat", inputs, **captures.on_job(capture, mapped=False))
    new_output(w, run["history_id"], job)
    w.set(STEP, step["id"], job_id=job, state="scheduled")


@change
def step_maps_over(w: World, choose: Choice) -> None:
    """A mapped step; its jobs come later."""
    step, run = waiting_step(w, choose, "tool")
    over = choose.of(w.find(HDCA))
    capture = captures.capture_step(w, step["id"], run["history_id"], "cat", batch_over(over))
    icj, hdca = new_map(w, run["history_id"], capture, over, choose.of(["list", "empty"]))
    table = "workflow_invocation_step_output_dataset_collection_association"
    w.add(table, workflow_invocation_step_id=step["id"], dataset_collection_id=hdca, output_name="out")
    w.set(STEP, step["id"], implicit_collection_jobs_id=icj, state="scheduled")


@change
def step_is_done(w: World, choose: Choice) -> None:
    """A step without a job: an input, or one that was skipped."""
    w.set(STEP, choose.of(waiting_steps(w))["id"], state="scheduled")


@change
def step_runs_workflow(w: World, choose: Choice) -> None:
    """A run inside a run."""
    step, run = waiting_step(w, choose, "subworkflow")
    inner = _invoke(w, choose.of(w.find("workflow"))["id"], run["history_id"])
    w.add(INSIDE, workflow_invocation_id=run["id"], subworkflow_invocation_id=inner)
    w.set(STEP, step["id"], state="scheduled")


@change
def end_run(w: World, choose: Choice) -> None:
    runs = [run for run in w.find(RUN) if run["state"] not in OVER]
    w.set(RUN, choose.of(runs)["id"], state=choose.of(OVER))
