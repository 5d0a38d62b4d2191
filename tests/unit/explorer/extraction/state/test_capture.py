"""A step of a workflow as it ran, as a payload."""

from __future__ import annotations

import pytest

from explorer.extraction.errors import NotExtractable
from explorer.extraction.state import (
    CONNECTED,
    MappedCollectionInput,
    from_workflow_execution_state,
    to_workflow_step_state,
)
from tests.unit.explorer.extraction.state.tools import CONDITIONAL, DATA, REPEAT, SECTION, parameter, tool

MAPPED = MappedCollectionInput("hdca", 7)
BATCH = {"__class__": "Batch", "values": [{"src": "hdca", "id": 7}], "linked": True}

ROWS = {
    "at the top": (DATA, {"x": None}, {"x": MAPPED}, {"x": BATCH}),
    "absent": (DATA, {}, {"x": MAPPED}, {"x": BATCH}),
    "in a conditional": (CONDITIONAL, {"c": {"t": "ref", "x": None}}, {"c|x": MAPPED}, {"c": {"t": "ref", "x": BATCH}}),
    "in a repeat": (REPEAT, {"r": [{"n": 1}, {"n": 2}]}, {"r_1|x": MAPPED}, {"r": [{"n": 1}, {"n": 2, "x": BATCH}]}),
    "in a section that is absent": (SECTION, {}, {"s|x": MAPPED}, {"s": {"x": BATCH}}),
    "a part of a collection": (
        DATA,
        {},
        {"x": MappedCollectionInput("dce", 3, "paired")},
        {"x": {"__class__": "Batch", "values": [{"src": "dce", "id": 3, "map_over_type": "paired"}], "linked": True}},
    ),
    "each with each": (
        DATA,
        {},
        {"x": MappedCollectionInput("hdca", 7, linked=False)},
        {"x": BATCH | {"linked": False}},
    ),
    "nothing mapped": (DATA, {"x": {"src": "hda", "id": 1}}, {}, {"x": {"src": "hda", "id": 1}}),
}


@pytest.mark.parametrize(("inputs", "state", "mapped", "payload"), ROWS.values(), ids=ROWS)
def test_capture(inputs, state, mapped, payload):
    assert from_workflow_execution_state(state, mapped, tool(inputs)) == payload


def test_an_input_of_the_same_bare_name_is_not_meant():
    inputs = DATA + SECTION
    state = {"x": {"src": "hda", "id": 1}, "s": {"n": 1}}
    assert from_workflow_execution_state(state, {"s|x": MAPPED}, tool(inputs)) == {
        "x": {"src": "hda", "id": 1},
        "s": {"n": 1, "x": BATCH},
    }


def test_the_state_itself_is_left_as_it_was():
    state = {"s": {"n": 1}}
    from_workflow_execution_state(state, {"s|x": MAPPED}, tool(SECTION))
    assert state == {"s": {"n": 1}}


def test_a_capture_can_be_a_step_again():
    models = tool(CONDITIONAL)
    payload = from_workflow_execution_state({"c": {"t": "ref"}}, {"c|x": MAPPED}, models)
    assert to_workflow_step_state(payload, models).values == {"c": {"t": "ref", "x": CONNECTED}}


@pytest.mark.parametrize(
    ("inputs", "state", "name"),
    [(DATA, {}, "y"), (parameter("text"), {}, "x"), (parameter("text"), {"x": "a"}, "x|y")],
)
def test_what_is_no_data_input_cannot_be_mapped(inputs, state, name):
    with pytest.raises(NotExtractable):
        from_workflow_execution_state(state, {name: MAPPED}, tool(inputs))


def test_without_models_nothing_is_checked():
    assert from_workflow_execution_state({}, {"r_0|x": MAPPED}, None) == {"r_0": {"x": BATCH}}
