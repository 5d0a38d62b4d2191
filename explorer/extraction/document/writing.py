"""A draft, written in a format that Galaxy imports: its native `.ga`, or gxformat2."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final
from uuid import UUID, uuid5

from gxformat2 import from_galaxy_native
from gxformat2.yaml import ordered_dump

from explorer.extraction.document.layout import lay_out
from explorer.extraction.document.stamp import Called, annotation, stamp, summary
from explorer.extraction.document.steps import Json, native_step
from explorer.extraction.model import Draft, Format, Step, SubworkflowStep, ToolStep
from explorer.extraction.state import CONNECTED

STAMP_PLACE: Final[Json] = {"position": [0, -260], "size": [660, 220]}
"""Where the comment lies: above the steps, which start at the origin."""

NAMESPACE: Final = UUID("5d0f6c0e-7a3b-5b1e-9a53-3c1f0a6e2b77")
"""Of the uuids of extracted workflows: equal workflows have equal ones."""


def document(draft: Draft, form: Format, called: Called = str) -> Json:
    """Return the workflow as JSON.

    Args:
        draft: the workflow; its labels are unique, and steps stand after those that feed them.
        form: `ga`, or `gxformat2`, which tools also write as YAML.
        called: how the reader of the lineage stamp knows a record.
    """
    native = _native(draft, called)
    _identify(native, _uuid(NAMESPACE, json.dumps(native, sort_keys=True)))
    lay_out(native)
    if form == "ga":
        return native
    _label(native)
    states = dict(_states(draft, native))
    written = from_galaxy_native(native, convert_tool_state=lambda step: states.get(step["uuid"]))
    plain: Json = json.loads(json.dumps(written))
    return plain


def text_of(written: Json) -> str:
    """Return a document as the text of a file: gxformat2 as YAML, `.ga` as JSON."""
    if written.get("class") == "GalaxyWorkflow":
        return str(ordered_dump(written, sort_keys=False, allow_unicode=True))
    return json.dumps(written, indent=4, ensure_ascii=False) + "\n"


def _native(draft: Draft, called: Called) -> Json:
    text = stamp(draft, called)
    comment = {"id": 0, "type": "markdown", "color": "none", "data": {"text": text}, **deepcopy(STAMP_PLACE)}
    return {
        "a_galaxy_workflow": "true",
        "format-version": "0.1",
        "name": draft.name,
        "annotation": draft.annotation or summary(draft),
        "tags": list(draft.tags),
        "comments": [comment] if text else [],
        "steps": {str(index): _step(index, step, called) for index, step in enumerate(draft.steps)},
    }


def _step(index: int, step: Step, called: Called) -> Json:
    written = {"id": index, "annotation": annotation(step, called)} | native_step(step)
    if isinstance(step, SubworkflowStep):
        written["subworkflow"] = _native(step.workflow, called)
    return written


def _identify(native: Json, uuid: UUID) -> None:
    """Give a workflow, its steps, their outputs and the workflows inside it uuids that follow from its own."""
    native["uuid"] = str(uuid)
    for key, step in native["steps"].items():
        own = _uuid(uuid, key)
        step["uuid"] = str(own)
        for output in step["workflow_outputs"]:
            output["uuid"] = str(_uuid(own, output["output_name"]))
        if "subworkflow" in step:
            _identify(step["subworkflow"], _uuid(own, "subworkflow"))


def _label(native: Json) -> None:
    """Label every step as it is called: Galaxy shows a step without label by its tool, people refer to it by a word."""
    for step in native["steps"].values():
        step["label"] = step["label"] or step["name"]
        if "subworkflow" in step:
            _label(step["subworkflow"])


def _uuid(within: UUID, name: str) -> UUID:
    """A uuid that follows from a name but looks like one by chance: Galaxy refuses steps with any other version."""
    return UUID(bytes=uuid5(within, name).bytes, version=4)


def _states(draft: Draft, native: Json) -> Iterator[tuple[str, Json]]:
    """Yield the parameters of each tool step by its uuid, as people write them."""
    for step, written in zip(draft.steps, native["steps"].values(), strict=True):
        if isinstance(step, ToolStep):
            yield written["uuid"], _as_people_write(step.state, json.loads(written["tool_state"]))
        elif isinstance(step, SubworkflowStep):
            yield from _states(step.workflow, written["subworkflow"])


def _as_people_write(state: Mapping[str, Any], encoded: Json) -> Json:
    """Return parameters with their types, without marks where `in` says what is connected.

    `encoded`: the same for Galaxy; it knows which inputs are left open, and how to write a text that looks like JSON.
    """
    plain: Json = _unmarked(state, encoded)
    return {name: encoded[name] if _is_text(value, encoded.get(name)) else value for name, value in plain.items()}


def _is_text(*values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _unmarked(value: Any, encoded: Any) -> Any:
    if value == CONNECTED:
        return encoded
    if isinstance(value, Mapping):
        beside = encoded if isinstance(encoded, Mapping) else {}
        made = {name: _unmarked(inner, beside.get(name, inner)) for name, inner in value.items()}
        return {name: inner for name, inner in made.items() if inner != CONNECTED}
    if isinstance(value, list | tuple):
        others = encoded if isinstance(encoded, list) and len(encoded) == len(value) else value
        return [_unmarked(inner, other) for inner, other in zip(value, others, strict=True)]
    return value
