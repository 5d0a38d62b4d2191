"""What a `.ga` has in `tool_state`: as Galaxy writes it, and as Galaxy reads it."""

from __future__ import annotations

import pytest
from galaxy.util.json import safe_loads
from hypothesis import given
from hypothesis import strategies as st

from explorer.extraction.state import CONNECTED, encode_tool_state, legacy_step_state
from tests.unit.explorer.extraction.state.tools import (
    COLUMN,
    CONDITIONAL,
    DATA,
    OPTIONAL,
    REPEAT,
    RULES,
    SECTION,
    SELECTS,
    SWITCH,
    parameter,
    tool,
)

PAGE = {"__page__": 0, "__rerun_remap_job_id__": None}
RUNTIME = {"__class__": "RuntimeValue"}
RULE_SET = {"rules": [{"type": "sort", "column": 0}], "mapping": []}

ROWS = {
    "integer": (parameter("integer", 'value="1"'), {"x": 60}, {"x": "60"}),
    "float": (parameter("float", 'value="1"'), {"x": 0.5}, {"x": "0.5"}),
    "boolean": (parameter("boolean"), {"x": True}, {"x": True}),
    "text": (parameter("text"), {"x": "a"}, {"x": "a"}),
    "null": (parameter("text", 'optional="true"'), {"x": None}, {"x": None}),
    "select multiple": (SELECTS, {"x": ["a", "b"]}, {"x": ["a", "b"]}),
    "column": (COLUMN.format(more=""), {"d": CONNECTED, "x": 3}, {"d": CONNECTED, "x": "3"}),
    "columns": (
        COLUMN.format(more='multiple="true"'),
        {"d": CONNECTED, "x": [1, 2]},
        {"d": CONNECTED, "x": ["1", "2"]},
    ),
    "rules": (RULES, {"x": RULE_SET}, {"x": RULE_SET}),
    "conditional": (
        CONDITIONAL,
        {"c": {"t": "ref", "x": CONNECTED}},
        {"c": {"t": "ref", "x": CONNECTED, "__current_case__": 1}},
    ),
    "conditional, test absent": (CONDITIONAL, {"c": {"n": 2}}, {"c": {"n": "2", "__current_case__": 0}}),
    "conditional, boolean": (SWITCH, {"c": {"t": False}}, {"c": {"t": False, "__current_case__": 1}}),
    "conditional, boolean on": (SWITCH, {"c": {"t": True}}, {"c": {"t": True, "__current_case__": 0}}),
    "repeat": (REPEAT, {"r": [{"n": 1}, {"n": 2}]}, {"r": [{"__index__": 0, "n": "1"}, {"__index__": 1, "n": "2"}]}),
    "section": (SECTION, {"s": {"n": 2}}, {"s": {"n": "2"}}),
    "absent": (SECTION, {}, {}),
}


@pytest.mark.parametrize(("inputs", "values", "state"), ROWS.values(), ids=ROWS)
def test_encode(inputs, values, state):
    assert encode_tool_state(values, tool(inputs)) == state | PAGE
    assert encode_tool_state(values, tool(inputs).form) == state | PAGE


def test_an_input_without_connection_is_asked_for_or_left_open():
    inputs = DATA + SECTION + REPEAT
    values = {"x": CONNECTED, "s": {"x": CONNECTED}, "r": [{"x": CONNECTED}]}
    state = encode_tool_state(values, tool(inputs), connected={"r_0|x"})
    assert state == {"x": RUNTIME, "s": {"x": None}, "r": [{"__index__": 0, "x": CONNECTED}]} | PAGE


def test_without_a_form_values_are_written_as_they_are():
    assert (
        encode_tool_state({"x": CONNECTED, "n": 7, "t": "[1]"}, None)
        == {"x": CONNECTED, "n": 7, "t": '"\\"[1]\\""'} | PAGE
    )


def test_a_case_that_the_tool_does_not_name_comes_after_all_that_it_does():
    inputs = CONDITIONAL.replace('<option value="ref">', '<option value="bare">B</option><option value="ref">')
    state = encode_tool_state({"c": {"t": "bare"}}, tool(inputs))
    assert state["c"] == {"t": "bare", "__current_case__": 2}


EVERY = "".join(
    [
        OPTIONAL.replace('"x"', '"d"'),
        '<param name="i" type="integer" value="1" optional="true"/><param name="f" type="float" value="1"/>',
        '<param name="b" type="boolean"/><param name="t" type="text"/>',
        SELECTS.replace('"x"', '"m"'),
        CONDITIONAL.replace('"x"', '"y"'),
        REPEAT,
        SECTION,
    ]
)
TEXTS = st.text(max_size=8) | st.sampled_from(['{"src": "hda", "id": 1}', "[1]", '"q"', "null", "true", "7", "NaN"])
GROUP = st.fixed_dictionaries({}, optional={"n": st.integers(), "x": st.just(CONNECTED)})
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "d": st.just(CONNECTED),
        "i": st.integers() | st.none(),
        "f": st.floats(allow_nan=False, allow_infinity=False),
        "b": st.booleans(),
        "t": TEXTS,
        "m": st.none() | st.lists(st.sampled_from(["a", "b"]), unique=True),
        "c": st.fixed_dictionaries({"t": st.just("plain")}, optional={"n": st.integers()})
        | st.fixed_dictionaries({"t": st.just("ref"), "y": st.just(CONNECTED)}),
        "r": st.lists(GROUP, max_size=3),
        "s": GROUP,
    },
)


@given(VALUES)
def test_what_is_written_is_read_again(values):
    """Galaxy reads each top value of a tool state by `safe_loads`: at the import, and what it stored at the run."""
    models = tool(EVERY)
    written = encode_tool_state(values, models)
    read = {name: safe_loads(safe_loads(value)) for name, value in written.items()}
    assert legacy_step_state({}, read, models.form, ()).values == values
