"""The steps of a native workflow (`galaxy/extraction.md` 7), but for what depends on where they stand. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from explorer.extraction.model import (
    SHED_ID_PARTS,
    Connection,
    InputStep,
    Output,
    Step,
    SubworkflowStep,
    ToolIdentity,
    ToolStep,
)
from explorer.extraction.state import encode_tool_state

Json = dict[str, Any]

INPUT_NAMES: Final = {
    "data_input": "Input dataset",
    "data_collection_input": "Input dataset collection",
    "parameter_input": "Input parameter",
}
"""What Galaxy calls a step of this type."""

RENAME: Final = "RenameDatasetAction"
"""What Galaxy does to an output after the job."""

UNKNOWN_TOOL: Final = "unknown_tool"
"""Stands for a tool that no record names: Galaxy imports a step whose tool it does not have, and says so; a workflow
with a step that names none it refuses.
"""


def native_step(step: Step) -> Json:
    """Return a step without `id`, `uuid`, `position`, `annotation`, and without the workflow inside it."""
    match step:
        case InputStep():
            return _input(step)
        case ToolStep():
            return _tool(step)
        case SubworkflowStep():
            return _subworkflow(step)


def repository_of(tool: ToolIdentity) -> Json | None:
    """Return the tool shed repository of a tool, read from its full id.

    None without its revision: Galaxy would try to install a revision that it was not told, while the full id and the
    version are enough to find the tool.
    """
    parts = (tool.id or "").split("/")
    if len(parts) != SHED_ID_PARTS or parts[1] != "repos" or not tool.changeset:
        return None
    return {"tool_shed": parts[0], "owner": parts[2], "name": parts[3], "changeset_revision": tool.changeset}


def _input(step: InputStep) -> Json:
    state: Json = {"optional": step.optional, "tag": None}
    if step.formats:
        state["format"] = list(step.formats)
    if step.type == "data_collection_input":
        state["collection_type"] = step.collection_type
    if step.type == "parameter_input":
        state = _parameter(step)
    return {
        "type": step.type,
        "name": INPUT_NAMES[step.type],
        "label": step.label,
        "content_id": None,
        "tool_id": None,
        "tool_version": None,
        "tool_state": json.dumps(state),
        "errors": None,
        "when": None,
        "inputs": [{"name": step.label, "description": step.annotation}],
        "outputs": [],
        "workflow_outputs": [],
        "input_connections": {},
    }


def _parameter(step: InputStep) -> Json:
    """Return the state of a parameter; one with a default need not be asked for."""
    state: Json = {"parameter_type": step.parameter_type, "optional": step.default is not None}
    return state if step.default is None else state | {"default": step.default}


def _tool(step: ToolStep) -> Json:
    tool_id = _tool_id(step.tool)
    return {
        "type": "tool",
        "name": step.name,
        "content_id": tool_id,
        "tool_id": tool_id,
        "tool_version": step.tool.version,
        "tool_state": json.dumps(encode_tool_state(step.state, step.form, {one.input for one in step.connections})),
        "errors": None,
        "inputs": [],
        "post_job_actions": dict(_actions(step.outputs)),
        **_identity(step.tool),
        **_wired(step),
    }


def _tool_id(tool: ToolIdentity) -> str | None:
    if tool.uuid or tool.representation:
        return None if _is_uuid(tool.id) else tool.id
    return tool.id or UNKNOWN_TOOL


def _subworkflow(step: SubworkflowStep) -> Json:
    inner = {one.label: index for index, one in enumerate(step.workflow.steps) if isinstance(one, InputStep)}
    return {
        "type": "subworkflow",
        "name": step.workflow.name,
        "tool_id": None,
        "inputs": [],
        **_wired(step, inner),
    }


def _identity(tool: ToolIdentity) -> Json:
    """Return the members that only some tools have: a null repository would be an error to Galaxy."""
    members: Json = {"tool_uuid": tool.uuid}
    if tool.representation:
        members["tool_representation"] = dict(tool.representation)
    if repository := repository_of(tool):
        members["tool_shed_repository"] = repository
    return members


def _wired(step: ToolStep | SubworkflowStep, inner: Mapping[str, int] | None = None) -> Json:
    return {
        "label": step.label,
        "when": step.when,
        "input_connections": _connections(step.connections, inner or {}),
        "outputs": [{"name": output.name, "type": output.type} for output in step.outputs],
        "workflow_outputs": [_labelled(output) for output in step.outputs if output.label],
    }


def _actions(outputs: Iterable[Output]) -> Iterator[tuple[str, Json]]:
    for output in outputs:
        if output.rename:
            arguments = {"newname": output.rename}
            action = {"action_type": RENAME, "output_name": output.name, "action_arguments": arguments}
            yield f"{RENAME}{output.name}", action


def _labelled(output: Output) -> Json:
    return {"output_name": output.name, "label": output.label}


def _connections(connections: Iterable[Connection], inner: Mapping[str, int]) -> Json:
    """Return the connections by input; an input with only one has it without a list, as in Galaxy's own files.

    `inner`: the inputs of the workflow inside the step, by label.
    """
    by_input: dict[str, list[Json]] = defaultdict(list)
    for one in connections:
        written: Json = {"id": one.step, "output_name": one.output}
        if one.input in inner:
            written["input_subworkflow_step_id"] = inner[one.input]
        by_input[one.input].append(written)
    return {name: made if len(made) > 1 else made[0] for name, made in by_input.items()}


def _is_uuid(text: str | None) -> bool:
    try:
        UUID(text or "")
    except ValueError:
        return False
    return True
