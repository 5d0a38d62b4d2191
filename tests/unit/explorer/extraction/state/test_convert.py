"""The table of `galaxy/extraction.md` 4.2, row by row; where Galaxy refuses, what is done instead and said about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from explorer.extraction.errors import NotExtractable
from explorer.extraction.state import CONNECTED, split_batches, to_workflow_step_state
from tests.unit.explorer.extraction.state.tools import (
    COLLECTION,
    COLUMN,
    CONDITIONAL,
    DATA,
    DRILL_DOWN,
    MANY,
    OPTIONAL,
    OPTIONAL_COLLECTION,
    OPTIONAL_MANY,
    REPEAT,
    RULES,
    SECTION,
    SELECT,
    SELECTS,
    SWITCH,
    parameter,
    tool,
)

HDA = {"src": "hda", "id": 1}
HDCA = {"src": "hdca", "id": 2}
DCE = {"src": "dce", "id": 3}
LDDA = {"src": "ldda", "id": 4}
URL = {"src": "url", "url": "https://example.org/a", "ext": "txt"}
FETCHED = {"class": "Collection", "collection_type": "list", "elements": [], "name": "l"} | {
    "elements": [{"class": "File", "identifier": "e", "filetype": "txt", "location": "https://example.org/a"}]
}
RULE_SET = {"rules": [{"type": "add_column_metadata", "value": "identifier0"}], "mapping": []}


def batch(*values: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"__class__": "Batch", "values": list(values), **more}


CONNECTED_ROWS = {
    "hda": (DATA, HDA),
    "hdca on data": (DATA, HDCA),
    "dce": (DATA, DCE),
    "ldda": (DATA, LDDA),
    "url": (DATA, URL),
    "deferred url": (DATA, URL | {"deferred": True}),
    "url by location": (DATA, {"class": "File", "location": "https://example.org/a", "filetype": "txt"}),
    "a collection to fetch, on data": (DATA, FETCHED),
    "a collection to fetch": (COLLECTION, FETCHED),
    "hdca": (COLLECTION, HDCA),
    "dce on a collection": (COLLECTION, DCE),
    "batch, linked": (DATA, batch(HDCA, linked=True)),
    "batch, linked null": (DATA, batch(HDCA, linked=None)),
    "batch, linked absent": (DATA, batch(HDCA)),
    "batch of one hda": (DATA, batch(HDA)),
    "batch of one dce": (DATA, batch(DCE)),
    "batch of one ldda": (DATA, batch(LDDA)),
    "batch with map_over_type": (DATA, batch(HDCA | {"map_over_type": "paired"})),
    "batch over a part of a collection": (COLLECTION, batch(HDCA | {"map_over_type": "list"})),
    "batch over one, crossed with nothing": (DATA, batch(HDCA, linked=False)),
    "many, a list of hda, hdca, dce": (MANY, [HDA, HDCA, DCE]),
    "many, one": (MANY, HDA),
    "many, urls": (MANY, [URL, URL]),
    "many, mapped": (MANY, batch(HDCA)),
}


@pytest.mark.parametrize(("inputs", "value"), CONNECTED_ROWS.values(), ids=CONNECTED_ROWS)
def test_what_names_data_is_connected(inputs, value):
    state = to_workflow_step_state({"x": value}, tool(inputs))
    assert state.values == {"x": CONNECTED}
    assert [note for note in state.notes if note.outcome != "guessed"] == []


KEPT_ROWS = {
    "integer": (parameter("integer", 'value="1"'), 7),
    "integer, null": (parameter("integer", 'optional="true"'), None),
    "float": (parameter("float", 'value="1"'), 0.5),
    "boolean": (parameter("boolean"), True),
    "text": (parameter("text"), "weird \" ' \\ é \n"),
    "text, null": (parameter("text", 'optional="true"'), None),
    "hidden": (parameter("hidden", 'value="v"'), "w"),
    "color": (parameter("color", 'value="#ff0000"'), "#00ff00"),
    "genomebuild": (parameter("genomebuild"), "hg38"),
    "select": (SELECT, "b"),
    "select multiple, list": (SELECTS, ["a", "b"]),
    "select multiple, null": (SELECTS, None),
    "drill_down": (DRILL_DOWN.format(multiple="false"), "a1"),
    "drill_down multiple": (DRILL_DOWN.format(multiple="true"), ["a", "b"]),
    "group_tag": (parameter("group_tag"), "group:a"),
    "rules": (RULES, RULE_SET),
    "baseurl": (parameter("baseurl"), "https://example.org/"),
    "directory_uri": (parameter("directory_uri"), "gxfiles://here/there"),
}


@pytest.mark.parametrize(("inputs", "value"), KEPT_ROWS.values(), ids=KEPT_ROWS)
def test_other_values_stay_as_they_are(inputs, value):
    state = to_workflow_step_state({"x": value}, tool(inputs))
    assert state.values == {"x": value}
    assert type(state.values["x"]) is type(value)
    assert state.notes == ()


def test_a_text_like_a_reference_is_a_text():
    state = to_workflow_step_state({"x": '{"src": "hda", "id": 1}'}, tool(parameter("text")))
    assert state.values == {"x": '{"src": "hda", "id": 1}'}
    assert [(note.outcome, "looks like JSON" in note.message) for note in state.notes] == [("kept", True)]


@pytest.mark.parametrize(("more", "value"), [("", 3), ('multiple="true"', [1, 2])])
def test_columns_stay_numbers(more, value):
    state = to_workflow_step_state({"d": HDA, "x": value}, tool(COLUMN.format(more=more)))
    assert state.values == {"d": CONNECTED, "x": value}
    assert state.notes == ()


@pytest.mark.parametrize(
    "inputs", [OPTIONAL, OPTIONAL_COLLECTION, SELECT, parameter("text"), CONDITIONAL, REPEAT, SECTION]
)
def test_what_is_absent_stays_absent(inputs):
    assert to_workflow_step_state({}, tool(inputs)).values == {}


GROUP_ROWS = {
    "conditional": (CONDITIONAL, {"c": {"t": "ref", "x": HDA}}, {"c": {"x": CONNECTED, "t": "ref"}}),
    "conditional, test absent": (CONDITIONAL, {"c": {"n": 2}}, {"c": {"n": 2}}),
    "conditional, boolean by its own words": (SWITCH, {"c": {"t": True, "x": HDA}}, {"c": {"x": CONNECTED, "t": True}}),
    "conditional, boolean off": (SWITCH, {"c": {"t": False, "n": 2}}, {"c": {"n": 2, "t": False}}),
    "repeat": (REPEAT, {"r": [{"n": 1}, {"x": HDA}]}, {"r": [{"n": 1}, {"x": CONNECTED}]}),
    "repeat, none": (REPEAT, {"r": []}, {"r": []}),
    "section": (SECTION, {"s": {"n": 2, "x": batch(HDCA)}}, {"s": {"n": 2, "x": CONNECTED}}),
}


@pytest.mark.parametrize(("inputs", "payload", "values"), GROUP_ROWS.values(), ids=GROUP_ROWS)
def test_groups(inputs, payload, values):
    state = to_workflow_step_state(payload, tool(inputs))
    assert state.values == values
    assert state.notes == ()


INSTEAD_ROWS = {
    # row: inputs, payload, what Galaxy answers 400 to becomes, what is said about it
    "explicit null, data": (OPTIONAL, {"x": None}, {}, "changed", "x was given as empty"),
    "explicit null, collection": (OPTIONAL_COLLECTION, {"x": None}, {}, "changed", "x was given as empty"),
    "explicit null inside a group": (SECTION, {"s": {"x": None}}, {"s": {}}, "changed", "s|x was given as empty"),
    "empty list": (OPTIONAL_MANY, {"x": []}, {}, "changed", "x was given as empty"),
    "required null": (DATA, {"x": None}, {}, "unconnected", "x is required"),
    "required empty list": (MANY, {"x": []}, {}, "unconnected", "x is required"),
    "required absent": (DATA, {}, {}, "unconnected", "x is required"),
    "required absent inside a case": (CONDITIONAL, {"c": {"t": "ref"}}, {"c": {"t": "ref"}}, "unconnected", "c|x is"),
    "batch of two hdas": (DATA, {"x": batch(HDA, HDA)}, {"x": CONNECTED}, "changed", "x ran over 2 datasets"),
    "batch of two hdcas": (DATA, {"x": batch(HDCA, HDCA)}, {"x": CONNECTED}, "changed", "x ran over 2"),
    "batch of nothing": (DATA, {"x": batch()}, {"x": CONNECTED}, "changed", "x ran over nothing"),
    "batch of urls": (DATA, {"x": batch(URL)}, {"x": CONNECTED}, "guessed", "does not accept"),
    "many, a list with a batch": (MANY, {"x": [batch(HDCA)]}, {"x": CONNECTED}, "guessed", "does not accept"),
    "map_over_type alone": (DATA, {"x": HDCA | {"map_over_type": "list"}}, {"x": CONNECTED}, "guessed", "not accept"),
    "id as text": (DATA, {"x": {"src": "hda", "id": "1f"}}, {"x": CONNECTED}, "guessed", "does not accept"),
    "adapter": (
        COLLECTION,
        {"x": {"src": "CollectionAdapter", "adapter_type": "PromoteDatasetToCollection", "adapting": HDA}},
        {"x": CONNECTED},
        "guessed",
        "does not accept",
    ),
    "text for a number": (parameter("integer", 'value="1"'), {"x": "7"}, {"x": "7"}, "guessed", "does not accept"),
    "text for a boolean": (parameter("boolean"), {"x": "true"}, {"x": "true"}, "guessed", "does not accept"),
    "unknown option": (SELECT, {"x": "z"}, {"x": "z"}, "guessed", "does not accept"),
    "connected value": (DATA, {"x": CONNECTED}, {"x": CONNECTED}, "guessed", "does not accept"),
    "unknown key": (parameter("text"), {"x": "a", "__data_manager_mode": "b"}, {"x": "a"}, "changed", "__data_manager"),
    "key of another case": (
        CONDITIONAL,
        {"c": {"t": "ref", "x": HDA, "n": 2}},
        {"c": {"t": "ref", "x": CONNECTED}},
        "changed",
        "c|n is no",
    ),
    "data of another case": (
        CONDITIONAL,
        {"c": {"t": "plain", "x": HDA}},
        {"c": {"t": "plain"}},
        "lost",
        "Data was given to c|x",
    ),
}


@pytest.mark.parametrize(("inputs", "payload", "values", "outcome", "said"), INSTEAD_ROWS.values(), ids=INSTEAD_ROWS)
def test_what_galaxy_refuses_is_done_and_said(inputs, payload, values, outcome, said):
    state = to_workflow_step_state(payload, tool(inputs))
    assert state.values == values
    assert any(note.outcome == outcome and said in note.message for note in state.notes), state.notes


REFUSED_ROWS = {
    "batch over a number": (parameter("integer", 'value="1"'), {"x": batch(1, 2)}),
    "batch over a text inside a group": (
        f'<section name="s" title="S">{parameter("text")}</section>',
        {"s": {"x": batch("a")}},
    ),
    "a number for data": (DATA, {"x": 7}),
}


@pytest.mark.parametrize(("inputs", "payload"), REFUSED_ROWS.values(), ids=REFUSED_ROWS)
def test_what_no_workflow_does_is_refused(inputs, payload):
    with pytest.raises(NotExtractable):
        to_workflow_step_state(payload, tool(inputs))


def test_a_payload_is_an_object():
    with pytest.raises(NotExtractable):
        to_workflow_step_state([], None)


TWO = '<param name="a" type="data"/><param name="b" type="data"/>'


def test_each_with_each_is_not_what_a_workflow_does():
    state = to_workflow_step_state({"a": batch(HDCA, linked=False), "b": batch(HDCA, linked=False)}, tool(TWO))
    assert state.values == {"a": CONNECTED, "b": CONNECTED}
    assert [(note.outcome, "a and b" in note.message) for note in state.notes] == [("lost", True)]


def test_each_dataset_with_each_is_a_step_for_each_pair():
    payload = {"a": batch(HDA, LDDA, linked=False), "b": batch(HDA, LDDA, linked=False)}
    states = [to_workflow_step_state(one, tool(TWO)) for one in split_batches(payload)]
    assert [(state.values, state.notes) for state in states] == [({"a": CONNECTED, "b": CONNECTED}, ())] * 4


def test_without_a_form_data_is_told_by_how_it_is_written():
    payload = {"x": batch(HDCA), "c": {"t": "ref", "y": [HDA, DCE]}, "r": [{"z": URL, "n": 1}], "none": None, "l": [1]}
    state = to_workflow_step_state(payload, None)
    assert state.values == {
        "x": CONNECTED,
        "c": {"t": "ref", "y": CONNECTED},
        "r": [{"z": CONNECTED, "n": 1}],
        "none": None,
        "l": [1],
    }
    assert [note.outcome for note in state.notes] == ["guessed"]


def test_data_that_is_hidden_on_the_form_is_data():
    form = tool(DATA).form
    hidden = replace(form, fields=(replace(form.fields[0], type="hidden_data"),))
    assert to_workflow_step_state({"x": HDA}, hidden).values == {"x": CONNECTED}
    assert to_workflow_step_state({"x": batch(HDCA)}, hidden).values == {"x": CONNECTED}


def test_with_the_form_alone_nothing_is_checked():
    state = to_workflow_step_state({"x": HDA, "n": 7, "gone": 1}, tool(DATA).form)
    assert state.values == {"x": CONNECTED}
    assert [note.outcome for note in state.notes] == ["changed", "changed", "guessed"]


def test_a_required_input_with_a_default_url_may_stay_open():
    inputs = '<param name="x" type="data"><default location="https://example.org/a"/></param>'
    state = to_workflow_step_state({}, tool(inputs))
    assert (state.values, state.notes) == ({}, ())
