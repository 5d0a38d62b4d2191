"""Workflows in a form in which two of them compare: what runs on what, whatever the order of the steps is.

A step is its tool, its parameters, and what feeds each of its inputs: again a step, down to the inputs of the
workflow, which are numbered as they were asked for. Uuids, positions, labels and annotations say nothing about what
runs, and are left out; so is what Galaxy's encoder writes beside the parameters.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

Json = dict[str, Any]
Form = tuple[Any, ...]

ADDED = frozenset(
    {
        "__page__",
        "__rerun_remap_job_id__",
        "__input_ext",
        "__workflow_invocation_uuid__",
        "__current_case__",
        "__index__",
        "chromInfo",
    }
)
"""What is no parameter: numbers of pages, cases and instances, and what the job was told about its place."""

OPEN = ({"__class__": "ConnectedValue"}, {"__class__": "RuntimeValue"})
"""What stands where data go; Galaxy's files have null there."""


def steps(workflow: Json, most_inputs: int | None = None, *, is_ordered: bool = True) -> Counter[Form]:
    """Return the tool steps of a workflow and of those inside it, each with all that feeds it, and how often it occurs.

    Args:
        workflow: a native one.
        most_inputs: further inputs of the workflow are as if nothing was connected.
        is_ordered: whether the order of several connections on one input counts.
    """
    return Counter(_Reader(workflow, {}, most_inputs, is_ordered=is_ordered).steps())


def inputs(workflow: Json) -> list[tuple[str, str | None]]:
    """Return type and collection type of each input."""
    found = [step for step in workflow["steps"].values() if step["type"].endswith("_input")]
    return [(step["type"], json.loads(step["tool_state"]).get("collection_type")) for step in found]


Sources = tuple[tuple[Form, str], ...]
"""What feeds an input: steps, and which of their outputs."""


class _Reader:
    """One workflow. `fed`: by label, what feeds the inputs of one that is inside another."""

    def __init__(
        self, workflow: Json, fed: Mapping[str, Sources], most_inputs: int | None, *, is_ordered: bool
    ) -> None:
        self._steps = {step["id"]: step for step in workflow["steps"].values()}
        self._fed = fed
        self._most_inputs = most_inputs
        self._is_ordered = is_ordered

    def steps(self) -> Iterator[Form]:
        for number, step in self._steps.items():
            if step["type"] == "tool":
                yield self._tool(number)
            elif step["type"] == "subworkflow":
                yield from self._inner(number).steps()

    @cache  # noqa: B019 - as long as one workflow is read
    def _tool(self, number: int) -> Form:
        step = self._steps[number]
        fed = tuple((name, sources) for name, sources in sorted(self._into(number).items()) if sources)
        return "tool", step["tool_id"], step["tool_version"], _frozen(parameters(step)), fed

    @cache  # noqa: B019 - the same
    def _inner(self, number: int) -> _Reader:
        return _Reader(self._steps[number]["subworkflow"], self._into(number), None, is_ordered=self._is_ordered)

    def _into(self, number: int) -> dict[str, Sources]:
        made = self._steps[number]["input_connections"]
        fed = {name: [each for one in _listed(ends) for each in self._from(one)] for name, ends in made.items()}
        return {name: tuple(each if self._is_ordered else sorted(each, key=repr)) for name, each in fed.items()}

    def _from(self, connection: Json) -> Sources:
        return self._out_of(connection["id"], connection["output_name"])

    def _out_of(self, number: int, output: str) -> Sources:
        step = self._steps[number]
        if step["type"] == "subworkflow":
            return self._inner(number)._labelled(output)
        if step["type"] == "tool":
            return ((self._tool(number), output),)
        if step["label"] in self._fed:
            return self._fed[step["label"]]
        is_open = self._most_inputs is not None and number >= self._most_inputs
        return () if is_open else ((("input", number), output),)

    def _labelled(self, label: str) -> Sources:
        for number, step in self._steps.items():
            for output in step["workflow_outputs"]:
                if output["label"] == label:
                    return self._out_of(number, output["output_name"])
        raise KeyError(label)


def parameters(step: Json) -> Json:
    """Return the parameters of a step, without what the encoder adds."""
    found: Json = _plain(json.loads(step["tool_state"]))
    return {name: _read_text(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return None if value in OPEN else {name: _plain(inner) for name, inner in value.items() if _is_own(name)}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _is_own(name: str) -> bool:
    return name not in ADDED and not name.endswith("|__identifier__")


def _read_text(value: Any) -> Any:
    """Read a top value as Galaxy does: a text that is the JSON of a text is that text, and so on."""
    if not isinstance(value, str) or not value.startswith('"'):
        return value
    try:
        return _read_text(json.loads(value))
    except ValueError:
        return value


def _listed(made: Any) -> list[Json]:
    return made if isinstance(made, list) else [made]


def _frozen(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def told(step: Form) -> str:
    """Return a step in short: its tool, and what feeds it."""
    _, tool, _, _, fed = step
    return f"{tool}({', '.join(f'{name}: {_names(sources)}' for name, sources in fed)})"


def _names(sources: Form) -> str:
    return " and ".join(f"input {source[1]}" if source[0] == "input" else str(source[1]) for source, _ in sources)
