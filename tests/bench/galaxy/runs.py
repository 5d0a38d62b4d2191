"""Tools that run: on datasets, mapped over collections, on whole collections, in workflows."""

# ruff: noqa: FBT003 - the values of a row stand in the order of its columns

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.bench.galaxy.server import Server
from tests.bench.galaxy.things import Collection, Element, History, Item, Job
from tests.bench.galaxy.tools import Tool


def _reference(src: str, id_: int) -> dict[str, Any]:
    return {"src": src, "id": id_}


def _batch(src: str, id_: int) -> dict[str, Any]:
    return {"__class__": "Batch", "values": [_reference(src, id_)], "linked": True}


@dataclass
class Step:
    """What a tool is run with: the values of its form, and the request if there is one."""

    tool: Tool
    values: dict[str, Any]
    request: int | None = None


def run(server: Server, history: History, step: Step | None = None, item: Item | None = None) -> tuple[Job, list[Item]]:
    """One job on one to three datasets."""
    chance = server.random.random()
    items = [item or _recent(server, history)]
    if chance < 0.3 and step is None:
        items += [_recent(server, history) for _ in range(1 if chance < 0.2 else 2)]
    inputs = {f"input{number or ''}": _reference("hda", i.hda) for number, i in enumerate(items)}
    step = step or _step(server, history, server.pick(server.by_reads["dataset"]), inputs)
    job = _job(server, history, step, inputs)
    for name, each in zip(inputs, items, strict=True):
        server.rows.add("job_to_input_dataset", job.id, each.hda, 2, name)
    made = _outputs(server, history, step.tool, job, items[0].name)
    server.executions += 1
    return job, made


def run_on_collection(server: Server, history: History, collection: Collection) -> None:
    """One job that reads all of a collection: a row for the collection, and one for each member."""
    inputs = {"input": _reference("hdca", collection.hdca)}
    step = _step(server, history, server.pick(server.by_reads["collection"]), inputs)
    job = _job(server, history, step, inputs)
    server.rows.add("job_to_input_dataset_collection", job.id, collection.hdca, "input")
    leaves = [leaf.item for leaf in collection.leaves() if leaf.item]
    for number, item in enumerate(leaves, 1):
        server.rows.add("job_to_input_dataset", job.id, item.hda, 2, f"input{number}")
    if leaves:
        server.rows.add("job_to_input_dataset", job.id, leaves[0].hda, 2, "input")
    _outputs(server, history, step.tool, job, collection.name)
    server.executions += 1


def map_over(
    server: Server, history: History, collection: Collection, step: Step | None = None
) -> tuple[int, Collection]:
    """A job for each member of a collection, and a collection for each output; pairs go in as pairs, or apart."""
    by_pair = collection.type == "list:paired" and step is None and server.chance(0.5)
    inputs = {"input": _batch("hdca", collection.hdca)}
    if step is None:
        step = _step(server, history, server.pick(server.by_reads["paired" if by_pair else "dataset"]), inputs)
    icj = server.rows.add("implicit_collection_jobs", "ok")
    members = collection.elements if by_pair else collection.leaves()
    made = [_map_one(server, history, step, member, (icj, order)) for order, member in enumerate(members)]
    first: Collection | None = None
    for index, (output, _) in enumerate(step.tool.outputs):
        outputs = [items[index] for _, items in made]
        elements = _like(collection, outputs, flat=by_pair)
        type_ = "list" if by_pair else collection.type
        whole = server.collection(
            history, f"{step.tool.name} on {collection.name}", type_, elements, output=output, icj=icj
        )
        for job, _ in made:
            server.rows.add("job_to_output_dataset_collection", job.id, whole.hdca, output)
        table = "implicitly_created_dataset_collection_inputs"
        server.rows.add(table, whole.hdca, collection.hdca, "input")
        if step.request:
            server.rows.add("tool_request_implicit_collection_association", step.request, whole.hdca, output)
        first = first or whole
    server.executions += 1
    assert first
    return icj, first


def _map_one(
    server: Server, history: History, step: Step, member: Element, place: tuple[int, int]
) -> tuple[Job, list[Item]]:
    reference = _reference("hda", member.item.hda) if member.item else _reference("dce", member.id)
    job = _job(server, history, step, {"input": reference})
    if member.item is None:
        server.rows.add("job_to_input_dataset_collection_element", job.id, member.id, "input")
    for number, leaf in enumerate(member.inner or (member,)):
        if leaf.item:
            server.rows.add("job_to_input_dataset", job.id, leaf.item.hda, 2, f"input{number or ''}")
    server.rows.add("implicit_collection_jobs_job_association", place[0], job.id, place[1])
    return job, _outputs(server, history, step.tool, job, member.identifier, visible=False)


def _like(collection: Collection, items: list[Item], *, flat: bool) -> list[Element]:
    """Arrange the outputs as the mapped collection was."""
    rest = iter(items)
    if flat or not any(element.inner for element in collection.elements):
        return [Element(element.identifier, next(rest)) for element in collection.elements]
    return [
        Element(element.identifier, inner=[Element(leaf.identifier, next(rest)) for leaf in element.inner])
        for element in collection.elements
    ]


def _recent(server: Server, history: History) -> Item:
    """A dataset of the history, rather a new one."""
    return history.items[-1 - int(server.random.random() ** 2 * len(history.items))]


def _step(server: Server, history: History, tool: Tool, inputs: dict[str, Any]) -> Step:
    values = server.values_of(tool)
    request = server.request(history, tool, inputs | values) if server.chance(server.requested) else None
    return Step(tool, values, request)


def _job(server: Server, history: History, step: Step, inputs: dict[str, Any]) -> Job:
    """A job with its parameters; one of a request also has its validated state."""
    state = json.dumps(inputs | step.values, sort_keys=True) if step.request else "null"
    job = server.job(history, step.tool.id, step.tool.version, request=step.request, state=state)
    stored = {name: {"values": [{"id": r["id"], "src": r["src"]}]} for name, r in inputs.items()}
    server.parameters(
        job.id, {**stored, **step.values, "__input_ext": "input", "chromInfo": "/data/len/?.len", "dbkey": "?"}
    )
    return job


def _outputs(  # noqa: PLR0913 - what a job makes depends on all of these
    server: Server, history: History, tool: Tool, job: Job, label: str, *, visible: bool = True
) -> list[Item]:
    made = []
    for name, extension in tool.outputs:
        item = server.item(history, f"{tool.name} on {label[-60:]}: {name}", extension, job, visible=visible)
        server.rows.add("job_to_output_dataset", job.id, item.hda, name)
        made.append(item)
    return made


@dataclass
class Workflow:
    """A stored workflow: the input step, then one tool after the other."""

    id: int
    steps: list[tuple[int, Tool | None]]


def make_workflow(server: Server, user: int) -> Workflow:
    """A chain of 2 to 12 tools."""
    time, count = server.time(), 2 + int(server.random.random() ** 2 * 11)
    name = f"Workflow {server.rows.highest['workflow'] + 1}"
    stored = server.rows.highest["stored_workflow"] + 1
    workflow = server.rows.add("workflow", time, time, stored, name, False, False, "MIT", server.uuid(), "null")
    server.rows.add("stored_workflow", time, time, user, workflow, name, False, False, False, None, False)
    made = Workflow(workflow, [])
    for index in range(count + 1):
        tool = server.pick(server.by_reads["dataset"]) if index else None
        made.steps.append((_workflow_step(server, made, index, tool), tool))
    return made


def _workflow_step(server: Server, workflow: Workflow, index: int, tool: Tool | None) -> int:
    time = server.time()
    step = server.rows.add(
        "workflow_step", time, time, workflow.id, "tool" if tool else "data_input", tool and tool.id,
        tool and tool.version, json.dumps(dict.fromkeys(tool.parameters) if tool else {}).encode(),
        b'{"left": 100, "top": 50}', index, server.uuid(), None if tool else "reads",
    )  # fmt: skip
    if tool:
        taken = server.rows.add("workflow_step_input", step, "input", False, False)
        before, upstream = workflow.steps[-1]
        output = upstream.outputs[0][0] if upstream else "output"
        server.rows.add("workflow_step_connection", before, taken, output)
    return step


def invoke(server: Server, history: History, workflow: Workflow, over: Collection | None) -> None:
    """Run a workflow on a dataset, or mapped over a collection; one in twenty as part of another."""
    invocation = _invocation(server, history, workflow)
    if server.chance(0.05):
        outer = _invocation(server, history, workflow)
        table = "workflow_invocation_to_subworkflow_invocation_association"
        server.rows.add(table, outer, invocation, workflow.steps[0][0])
    item, collection = _recent(server, history), over
    for step_id, tool in workflow.steps:
        job = icj = None
        if tool and collection:
            icj, collection = map_over(server, history, collection, Step(tool, server.values_of(tool)))
        elif tool:
            made, items = run(server, history, Step(tool, server.values_of(tool)), item)
            job, item = made.id, items[0]
        time = server.time()
        server.rows.add("workflow_invocation_step", time, time, invocation, step_id, "scheduled", job, icj)


def _invocation(server: Server, history: History, workflow: Workflow) -> int:
    return server.rows.add(
        "workflow_invocation", server.time(), server.time(900), workflow.id, "completed", "default", "main",
        server.uuid(), history.id, "null",
    )  # fmt: skip
