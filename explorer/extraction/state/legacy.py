"""The records of a job → the state of a workflow step, where no payload was kept. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from explorer.executions.parameters import NOISE, decode_job_parameters
from explorer.extraction.model import Note, StepState
from explorer.extraction.state.convert import CONNECTED, UNKNOWN_FORM, misread_notes, open_notes
from explorer.extraction.state.forms import ABSENT, CASE, INDEX, Walk
from explorer.extraction.state.payload import is_data, is_runtime
from explorer.extraction.state.scalars import decode
from explorer.tools.forms import INPUTS, Field, Form

BOOKKEEPING: Final = NOISE | {CASE, INDEX}
"""What Galaxy adds to the parameters of a job; also everything that begins with two underscores."""


def legacy_step_state(
    parameters: Mapping[str, Any], tool_state: Mapping[str, Any] | None, form: Form | None, inputs: Collection[str]
) -> StepState:
    """Return the state of a step that does what a job did.

    Args:
        parameters: the rows of `job_parameter`, name → JSON text.
        tool_state: `job.tool_state`, which has types; it is believed where it is there.
        form: the form of the tool, which says the types and which inputs take data; None when it is not known.
        inputs: flat names of the inputs that data was recorded for.
    """
    values = tool_state if tool_state is not None else decode_job_parameters(parameters)
    renamed = _renumbered(values, inputs)
    reading = _Reading(frozenset(renamed.get(name, name) for name in inputs))
    if form is None:
        state = reading.bare(values)
        return StepState(state, (UNKNOWN_FORM, *misread_notes(state)), renamed)
    state = Walk(reading.visit, reading.stray).rebuild(form.fields, values)
    return StepState(state, (*reading.notes, *misread_notes(state), *open_notes(form, state)), renamed)


class _Reading:
    """What becomes of each value of a job, and the notes about it. `inputs`: those that data was recorded for."""

    def __init__(self, inputs: frozenset[str]) -> None:
        self.inputs = inputs
        self.notes: list[Note] = []

    def visit(self, field: Field, flat: str, value: Any) -> Any:
        if is_runtime(value):
            return value
        if field.type not in INPUTS:
            return dict(CONNECTED) if is_data(value) else decode(field, value)
        return dict(CONNECTED) if self._names_data(flat, value) else ABSENT

    def stray(self, flat: str, _: Any) -> None:
        if not _is_bookkeeping(flat) and not any(flat.startswith(f"{name}_") for name in self.inputs):
            self.notes.append(Note("changed", f"{flat} is no parameter of the tool as it was set: left out."))

    def bare(self, value: Any, flat: str = "") -> Any:
        """Return values without a form: data is told by how it is written or by what was recorded."""
        if is_data(value) or flat in self.inputs:
            return dict(CONNECTED)
        if isinstance(value, Mapping):
            kept = {name: one for name, one in value.items() if not _is_bookkeeping(name)}
            return {name: self.bare(one, f"{flat}|{name}" if flat else name) for name, one in kept.items()}
        if isinstance(value, list):
            return [self.bare(one, f"{flat}_{index}") for index, one in enumerate(value)]
        return value

    def _names_data(self, flat: str, value: Any) -> bool:
        return flat in self.inputs or value not in (None, "", "None", [], {"values": []}, {"values": [None]})


def _is_bookkeeping(name: str) -> bool:
    return name in BOOKKEEPING or name.startswith("__") or "|__" in name


def _renumbered(values: Any, inputs: Collection[str]) -> dict[str, str]:
    """Return the names of inputs in repeats whose instances had gaps in their numbers: a step has none."""
    moved = dict(_moves(values))
    renamed = {name: _follow(name, moved) for name in inputs}
    return {old: new for old, new in renamed.items() if old != new}


def _moves(value: Any, old: str = "", new: str = "") -> Iterator[tuple[str, str]]:
    """Yield the flat names of instances: as the job had them, and as the step has them."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _moves(one, f"{old}|{name}" if old else name, f"{new}|{name}" if new else name)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            if isinstance(one, Mapping):
                was, now = f"{old}_{one.get(INDEX, index)}", f"{new}_{index}"
                yield was, now
                yield from _moves(one, was, now)


def _follow(name: str, moved: Mapping[str, str]) -> str:
    head, _, rest = name.rpartition("|")
    while head and head not in moved:
        head, _, more = head.rpartition("|")
        rest = f"{more}|{rest}"
    return f"{moved[head]}|{rest}" if head else name
