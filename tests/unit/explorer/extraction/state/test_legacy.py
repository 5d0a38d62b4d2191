"""The records of a job as the state of a step: `galaxy/extraction.md` 4.1."""

from __future__ import annotations

import json

import pytest

from explorer.extraction.state import CONNECTED, legacy_step_state
from tests.unit.explorer.extraction.state.tools import (
    COLLECTION,
    COLUMN,
    CONDITIONAL,
    DATA,
    DRILL_DOWN,
    MANY,
    OPTIONAL,
    REPEAT,
    RULES,
    SECTION,
    SELECT,
    SELECTS,
    SWITCH,
    parameter,
    tool,
)

HDA = {"values": [{"src": "hda", "id": 1}]}
NOISE = {"dbkey": '"?"', "chromInfo": '"/a/?.len"', "__input_ext": '"input"', "__workflow_invocation_uuid__": '"1f"'}

SCALARS = {
    "integer": (parameter("integer", 'value="1"'), '"7"', 7),
    "integer with a type": (parameter("integer", 'value="1"'), "7", 7),
    "integer, empty": (parameter("integer", 'optional="true"'), '""', None),
    "integer, the name of a parameter of a workflow": (parameter("integer", 'value="1"'), '"${n}"', "${n}"),
    "float": (parameter("float", 'value="1"'), '"0.5"', 0.5),
    "float, small": (parameter("float", 'value="1"'), '"1e-10"', 1e-10),
    "float, infinite": (parameter("float", 'value="1"'), '"__-Infinity__"', "-inf"),
    "float, whole": (parameter("float", 'value="1"'), "2", 2),
    "boolean": (parameter("boolean"), "true", True),
    "boolean as text": (parameter("boolean"), '"false"', False),
    "boolean by its own word": (parameter("boolean", 'truevalue="-a" falsevalue=""'), '"-a"', True),
    "boolean, open": (parameter("boolean", 'optional="true"'), None, None),
    "boolean, open, as text": (parameter("boolean", 'optional="true"'), '"None"', None),
    "text": (parameter("text"), '"7"', "7"),
    "text, not as JSON": (parameter("text"), "seven", "seven"),
    "text, a bare number": (parameter("text"), "7", "7"),
    "text, a bare boolean": (parameter("text"), "true", "true"),
    "hidden": (parameter("hidden", 'value="v"'), '"w"', "w"),
    "color": (parameter("color", 'value="#ff0000"'), '"#00ff00"', "#00ff00"),
    "genomebuild": (parameter("genomebuild"), '"hg38"', "hg38"),
    "select": (SELECT, '"b"', "b"),
    "select multiple": (SELECTS, '["a", "b"]', ["a", "b"]),
    "select multiple, one": (SELECTS, '"a"', ["a"]),
    "select multiple, with commas": (SELECTS, '"a,b"', ["a", "b"]),
    "select multiple, none": (SELECTS, None, None),
    "drill_down": (DRILL_DOWN.format(multiple="false"), '["a1"]', "a1"),
    "drill_down multiple": (DRILL_DOWN.format(multiple="true"), '["a", "b"]', ["a", "b"]),
    "drill_down, none": (DRILL_DOWN.format(multiple="false"), "[]", None),
    "rules that are none": (RULES, '"a"', "a"),
    "baseurl": (parameter("baseurl"), '"https://example.org/"', "https://example.org/"),
    "rules": (RULES, '{"mapping": [], "rules": []}', {"mapping": [], "rules": []}),
    "rules as text": (RULES, json.dumps('{"mapping": [], "rules": []}'), {"mapping": [], "rules": []}),
    "a value that was never checked": (parameter("text"), '{"__class__": "UnvalidatedValue", "value": "a"}', "a"),
}


@pytest.mark.parametrize(("inputs", "text", "value"), SCALARS.values(), ids=SCALARS)
def test_job_parameters_get_their_types(inputs, text, value):
    state = legacy_step_state({"x": text} | NOISE, None, tool(inputs).form, ())
    assert state.values == {"x": value}
    assert type(state.values["x"]) is type(value)
    assert state.notes == ()


def test_a_text_like_a_reference_is_a_text():
    text = '{"src": "hda", "id": 1}'
    state = legacy_step_state({"x": json.dumps(text)}, None, tool(parameter("text")).form, ())
    assert state.values == {"x": text}
    assert [(note.outcome, "looks like JSON" in note.message) for note in state.notes] == [("kept", True)]


@pytest.mark.parametrize(
    ("more", "text", "value"),
    [("", '"3"', 3), ("", '"c3"', 3), ('multiple="true"', '["1", "2"]', [1, 2]), ('multiple="true"', '"1,2"', [1, 2])],
)
def test_columns_are_numbers(more, text, value):
    state = legacy_step_state({"d": json.dumps(HDA), "x": text}, None, tool(COLUMN.format(more=more)).form, {"d"})
    assert state.values == {"d": CONNECTED, "x": value}


DATA_ROWS = {
    "hda": (DATA, HDA, {"x"}, {"x": CONNECTED}),
    "several": (
        MANY,
        {"values": [{"src": "hda", "id": 1}, {"src": "hdca", "id": 2}]},
        {"x", "x1", "x2"},
        {"x": CONNECTED},
    ),
    "known by the rows only": (DATA, None, {"x"}, {"x": CONNECTED}),
    "a pair, and its numbered rows": (
        COLLECTION,
        {"values": [{"src": "dce", "id": 1}]},
        {"x1", "x2"},
        {"x": CONNECTED},
    ),
    "none, though another has data": (OPTIONAL, None, {"x1"}, {}),
    "known by the parameter only": (DATA, HDA, set(), {"x": CONNECTED}),
    "an id, as very old records have it": (DATA, "1", set(), {"x": CONNECTED}),
    "none": (OPTIONAL, None, set(), {}),
    "none, as a word": (OPTIONAL, "None", set(), {}),
    "none, as an empty list": (OPTIONAL, {"values": []}, set(), {}),
    "none, in a list": (OPTIONAL, {"values": [None]}, set(), {}),
}


@pytest.mark.parametrize(("inputs", "value", "names", "values"), DATA_ROWS.values(), ids=DATA_ROWS)
def test_data_is_connected(inputs, value, names, values):
    state = legacy_step_state({"x": None if value is None else json.dumps(value)}, None, tool(inputs).form, names)
    assert (state.values, state.notes) == (values, ())


GROUPS = {
    "conditional": (CONDITIONAL, {"__current_case__": 1, "t": "ref", "x": HDA}, "c", {"t": "ref", "x": CONNECTED}),
    "conditional, boolean": (SWITCH, {"__current_case__": 1, "t": False, "n": "2"}, "c", {"t": False, "n": 2}),
    "repeat": (REPEAT, [{"__index__": 0, "n": "2", "x": None}], "r", [{"n": 2}]),
    "section": (SECTION, {"n": "2", "x": HDA}, "s", {"n": 2, "x": CONNECTED}),
    "section as text in text": (SECTION, json.dumps({"n": "2"}), "s", {"n": 2}),
}


@pytest.mark.parametrize(("inputs", "value", "name", "expected"), GROUPS.values(), ids=GROUPS)
def test_groups(inputs, value, name, expected):
    state = legacy_step_state({name: json.dumps(value)}, None, tool(inputs).form, ())
    assert (state.values, state.notes) == ({name: expected}, ())


def test_tool_state_is_believed_where_it_is_there():
    state = legacy_step_state({"n": '"1"'}, {"s": {"n": 3, "x": {"src": "dce", "id": 2}}}, tool(SECTION).form, {"s|x"})
    assert (state.values, state.notes) == ({"s": {"n": 3, "x": CONNECTED}}, ())


def test_a_group_that_is_none_is_empty():
    state = legacy_step_state({"s": "a", "r": "b"}, None, tool(SECTION + REPEAT).form, ())
    assert state.values == {"s": {}, "r": []}


def test_leftovers_are_removed():
    leftovers = {"x_dbkey": '"hg38"', "x|__identifier__": '"e1"', "__job_resource": '{"__job_resource__select": "no"}'}
    state = legacy_step_state({"x": json.dumps(HDA)} | leftovers | NOISE, None, tool(DATA).form, {"x"})
    assert (state.values, state.notes) == ({"x": CONNECTED}, ())


def test_a_parameter_that_the_tool_has_no_more_is_told():
    state = legacy_step_state({"x": '"a"', "gone": '"b"'}, None, tool(parameter("text")).form, ())
    assert state.values == {"x": "a"}
    assert [(note.outcome, note.message.split()[0]) for note in state.notes] == [("changed", "gone")]


def test_required_data_that_no_record_has_is_told():
    state = legacy_step_state({"x": None}, None, tool(DATA).form, ())
    assert [(note.outcome, note.message.split()[0]) for note in state.notes] == [("unconnected", "x")]


def test_instances_with_gaps_in_their_numbers_are_numbered_anew():
    instances = [{"__index__": 1, "n": "1", "x": HDA}, {"__index__": 3, "n": "2", "x": HDA}]
    state = legacy_step_state({"r": json.dumps(instances)}, None, tool(REPEAT).form, {"r_1|x", "r_3|x", "y"})
    assert state.values == {"r": [{"n": 1, "x": CONNECTED}, {"n": 2, "x": CONNECTED}]}
    assert state.renamed == {"r_1|x": "r_0|x", "r_3|x": "r_1|x"}


def test_instances_inside_instances_are_renamed_with_them():
    instances = [{"__index__": 2, "q": [{"__index__": 1, "x": HDA}]}]
    state = legacy_step_state({"r": json.dumps(instances)}, None, None, {"r_2|q_1|x"})
    assert state.renamed == {"r_2|q_1|x": "r_0|q_0|x"}


def test_without_a_form_data_is_told_by_the_records():
    parameters = {
        "x": json.dumps(HDA),
        "y": None,
        "n": '"7"',
        "c": json.dumps({"__current_case__": 0, "t": "a", "z": HDA}),
    }
    state = legacy_step_state(parameters | NOISE, None, None, {"x", "y", "c|z"})
    assert state.values == {"x": CONNECTED, "y": CONNECTED, "n": "7", "c": {"t": "a", "z": CONNECTED}}
    assert [note.outcome for note in state.notes] == ["guessed"]
