"""A validated payload (`request_internal`) → the state of a workflow step. Pure.

The table is that of `galaxy/extraction.md` 4.2. Where Galaxy refuses what can be understood, this says in a note what
it did instead (section 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from explorer.extraction.errors import NotExtractable
from explorer.extraction.model import Note, StepState
from explorer.extraction.state.forms import ABSENT, Walk, open_inputs
from explorer.extraction.state.models import ParameterModels
from explorer.extraction.state.payload import batching, is_batch, is_data, is_runtime, places
from explorer.extraction.state.references import references
from explorer.extraction.state.scalars import is_misread
from explorer.tools.forms import INPUTS, Field, Form

CONNECTED: Final = {"__class__": "ConnectedValue"}
"""What stands in a state where a connection goes."""


def to_workflow_step_state(payload: Mapping[str, Any], tool: ParameterModels | Form | None) -> StepState:
    """Return the state of a step that does what a payload asked for.

    Args:
        payload: a `request_internal`; what ran over several datasets is best split first (`split_batches`).
        tool: its parameter models; its form alone, where its source was not kept: nothing is then checked; None: data
            is then told by how it is written.

    Raises:
        NotExtractable: the payload is no object, or runs over values of a parameter that is no data input.
    """
    if not isinstance(payload, Mapping):
        raise NotExtractable("What was asked of the tool is not an object of parameters.")
    if tool is None:
        values = {name: _connected(value) for name, value in payload.items()}
        return StepState(values, (UNKNOWN_FORM, *misread_notes(values), *_batch_notes(payload)))
    conversion = _Conversion()
    form = tool if isinstance(tool, Form) else tool.form
    values = Walk(conversion.visit, conversion.stray).rebuild(form.fields, payload)
    unfit = open_notes(form, values) or _misfit(tool, payload, values)
    return StepState(values, (*conversion.notes, *misread_notes(values), *_batch_notes(payload), *unfit))


UNKNOWN_FORM: Final = Note(
    "guessed",
    "The form of the tool is not known: its data inputs were told by how they are written, and nothing was checked.",
)

UNCHECKED: Final = Note(
    "guessed", "The source of the tool was not kept: parameters follow its form as it is installed now, unchecked."
)


class _Conversion:
    """What becomes of each value, and the notes about it."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def visit(self, field: Field, flat: str, value: Any) -> Any:
        if field.type not in INPUTS:
            return self._other(flat, value)
        if value is None or value == []:
            if field.optional:
                self.notes.append(
                    Note("changed", f"{flat} was given as empty: left open, as an optional input may be.")
                )
            return ABSENT
        if is_data(value) or is_runtime(value):
            return dict(CONNECTED)
        raise NotExtractable(f"{flat} is a data input, but its value is none that names data.")

    def _other(self, flat: str, value: Any) -> Any:
        """Return a value of a parameter that is no data input, though it may name data (`hidden_data`)."""
        if is_batch(value) and not references({flat: value}):
            raise NotExtractable(f"{flat} ran over several values, but it is no data input: no workflow does that.")
        return dict(CONNECTED) if is_data(value) else value

    def stray(self, flat: str, value: Any) -> None:
        what = "is no parameter of the tool as it was set"
        self.notes.append(Note("changed", f"{flat} {what}: left out."))
        self.notes.extend(Note("lost", f"Data was given to {flat}, which {what}.") for _ in places(value))


def open_notes(form: Form, values: Mapping[str, Any]) -> list[Note]:
    """Return notes on required inputs that no data was given to."""
    return [
        Note("unconnected", f"{flat} is required, but nothing was given to it.")
        for flat in open_inputs(form.fields, values)
    ]


def misread_notes(values: Mapping[str, Any]) -> list[Note]:
    """Return notes on texts that Galaxy's editor, which writes them without quotes, does not keep as they are."""
    return [
        Note("kept", f"{name} is a text that looks like JSON: it is written such that Galaxy runs it as a text.")
        for name, value in values.items()
        if is_misread(value)
    ]


def _connected(value: Any) -> Any:
    """Return a value with a mark of connection for each value that names data."""
    if is_data(value):
        return dict(CONNECTED)
    if isinstance(value, Mapping):
        return {name: _connected(inner) for name, inner in value.items()}
    return [_connected(inner) for inner in value] if isinstance(value, list) else value


IN_PAIRS: Final = (
    "The step takes them in pairs, in order: put Galaxy's tool Cross product before it to have each with each."
)


def _batch_notes(payload: Mapping[str, Any]) -> list[Note]:
    """Return notes on inputs that were mapped over in a way that one step cannot repeat as it was."""
    batches = [place for place in places(payload) if is_batch(place.value)]
    notes = [_many(batch.input, len(batch.value["values"])) for batch in batches if len(batch.value["values"]) != 1]
    crossed = [batch.input for batch in batches if batching(batch.value) == "crossed"]
    if crossed and len(batches) > 1:
        names = " and ".join(batch.input for batch in batches)
        notes.append(Note("lost", f"Each of {names} ran with each other. {IN_PAIRS}"))
    return notes


def _many(flat: str, count: int) -> Note:
    if not count:
        return Note("changed", f"{flat} ran over nothing: the step is mapped over a list.")
    return Note("changed", f"{flat} ran over {count} datasets, one by one: the step is mapped over a list of them.")


def _misfit(tool: ParameterModels | Form, payload: Mapping[str, Any], values: Mapping[str, Any]) -> list[Note]:
    if isinstance(tool, Form):
        return [UNCHECKED]
    problem = tool.problem_of_payload(payload) or tool.problem_of_step(values)
    if not problem:
        return []
    return [Note("guessed", f"The tool as it is known now does not accept what was asked of it: {_brief(problem)}")]


def _brief(problem: str) -> str:
    """Return the first thing that Galaxy finds wrong: where, and what."""
    lines = [line.strip() for line in problem.splitlines()[1:3]]
    return ": ".join(line.split(" [type=")[0] for line in lines) or problem
