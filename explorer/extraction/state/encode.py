"""The parameters of a step → what a `.ga` has in `tool_state`. Pure.

Galaxy 26.1 reads each top value of a tool state as JSON (`params_from_strings`) when it imports a workflow and again
when it runs it, and stores what it read in between: a text that happens to be JSON, such as `[1]`, would come back as
something else, so it is written as a JSON text in a JSON text. Inside groups values are taken as they are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from explorer.extraction.state.convert import CONNECTED
from explorer.extraction.state.forms import Walk
from explorer.extraction.state.models import ParameterModels
from explorer.extraction.state.payload import is_runtime
from explorer.extraction.state.scalars import encode, is_misread
from explorer.tools.forms import INPUTS, Field, Form

RUNTIME_VALUE: Final = {"__class__": "RuntimeValue"}
"""What stands in a state for data that whoever runs the workflow has to name."""

PAGE: Final[dict[str, Any]] = {"__page__": 0, "__rerun_remap_job_id__": None}
"""What Galaxy's own tool states have besides parameters."""


def encode_tool_state(
    values: Mapping[str, Any], tool: Form | ParameterModels | None, connected: Collection[str] | None = None
) -> dict[str, Any]:
    """Return the tool state of a step, as Galaxy writes it and reads it.

    Args:
        values: the state of the step (`StepState.values`).
        tool: its form; None where it is not known: values are then written without numbers of cases and instances.
        connected: flat names of inputs with a connection; None: all that are marked as connected. What is marked and
            has none is left open where it is optional, else asked for when the workflow runs.
    """
    form = tool.form if isinstance(tool, ParameterModels) else tool
    if form is None:
        return {name: _readable(value) for name, value in values.items()} | PAGE
    writing = _Writing(None if connected is None else frozenset(connected))
    state = Walk(writing.visit, marks=True).rebuild(form.fields, values)
    return {name: _readable(value) for name, value in state.items()} | PAGE


class _Writing:
    def __init__(self, connected: frozenset[str] | None) -> None:
        self.connected = connected

    def visit(self, field: Field, flat: str, value: Any) -> Any:
        if field.type in INPUTS and is_runtime(value):
            return self._input(field, flat)
        return encode(field, value)

    def _input(self, field: Field, flat: str) -> Any:
        if self.connected is None or flat in self.connected:
            return dict(CONNECTED)
        return None if field.optional else dict(RUNTIME_VALUE)


def _readable(value: Any) -> Any:
    """Return a top value such that Galaxy, reading it twice, reads what was meant."""
    return json.dumps(json.dumps(value)) if is_misread(value) else value
