"""Galaxy's rules for producers, inputs and hidden elements (`galaxy/history_graph.md` 2 to 4), and those of `full`."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.graph.drafts import Scope, choose, inputs, requesting, sole_outputs
from explorer.graph.profiles import PROFILES
from explorer.graph.records import InputRow, ItemRow, RequestOriginRow

GALAXY, FULL = PROFILES["galaxy-26.1"], PROFILES["full"]
NOTHING = Scope(frozenset(), include_deleted=False)


def item(number: int, **members: Any) -> ItemRow:
    usual = dict.fromkeys(ItemRow._fields[:11]) | {"key": f"main/hda/{number}", "hid": number, "visible": True}
    return ItemRow(**(usual | members))


def used(number: int, **members: Any) -> InputRow:
    usual = {"execution": "main/tr/1", "item": f"main/hda/{number}", "input": "x", "via": "payload", "src": None}
    usual |= {"path": None, "mapped": None, "visible": True, "is_element": False}
    return InputRow(**(usual | members))


def test_hidden_elements_use_up_the_limit_and_are_dropped() -> None:
    rows = [item(9), item(8, visible=False, is_element=True), item(7), item(6)]
    assert list(choose(rows, 3)) == ["main/hda/9", "main/hda/7"]


@pytest.mark.parametrize(
    "kept", [{"visible": None, "is_element": True}, {"visible": True, "is_element": True}, {"visible": False}], ids=str
)
def test_these_are_no_hidden_elements(kept: dict[str, Any]) -> None:
    assert choose([item(1, **kept)], 5)


def test_an_item_of_several_requests_has_none() -> None:
    rows = [
        RequestOriginRow("main/hda/1", 7, "cut", 1),
        RequestOriginRow("main/hda/1", 7, "cut", 2),
        RequestOriginRow("main/hda/2", 7, "cut", 3),
        RequestOriginRow("main/hda/2", 8, "cut", 4),
        RequestOriginRow("main/hda/3", 9, "__DATA_FETCH__", 5),
    ]
    drafts, tools = sole_outputs(requesting(rows, GALAXY))
    assert [(draft.source, draft.target, draft.type) for draft in drafts] == [
        ("main/tr/7", "main/hda/1", "dataset_output")
    ]
    assert tools == {"main/tr/7": "cut"}


def test_the_last_tool_id_names_the_request() -> None:
    rows = [RequestOriginRow("main/hda/1", 7, "new", 2), RequestOriginRow("main/hda/1", 7, "old", 1)]
    assert sole_outputs(requesting(rows, GALAXY))[1] == {"main/tr/7": "new"}


@pytest.mark.parametrize("unseen", [{"src": "dce", "path": ["a"]}, {"via": "job"}, {"via": "premap"}], ids=str)
def test_what_galaxy_does_not_read_makes_no_edge_there(unseen: dict[str, Any]) -> None:
    assert inputs([used(1, **unseen)], NOTHING, GALAXY) == []
    assert len(inputs([used(1, **unseen)], NOTHING, FULL)) == 1


def test_names_of_inputs_are_lost_in_galaxy() -> None:
    rows = [used(1, input="left"), used(1, input="right")]
    assert len(inputs(rows, NOTHING, GALAXY)) == 1
    assert [draft.input for draft in inputs(rows, NOTHING, FULL)] == ["left", "right"]


def test_a_nested_element_stays_a_dataset_in_galaxy() -> None:
    row = used(1, visible=False, is_element=True, parents=[["main/hdca/4", 2, False]])
    assert inputs([row], NOTHING, GALAXY)[0].source == "main/hda/1"
    assert inputs([row], NOTHING, FULL)[0].source == "main/hdca/4"


def test_of_several_parents_galaxy_takes_the_last_even_a_deleted_one() -> None:
    parents = [["main/hdca/4", 1, False], ["main/hdca/10", 1, True]]
    row = used(1, visible=False, is_element=True, parents=parents)
    assert inputs([row], NOTHING, GALAXY)[0].source == "main/hdca/10"
    assert inputs([row], NOTHING, FULL)[0].source == "main/hdca/4"


def test_a_collection_and_its_hidden_elements_collapse() -> None:
    hidden = {"visible": False, "is_element": True, "parents": [["main/hdca/4", 1, False]]}
    rows = [used(1, **hidden), used(2, **hidden), used(4, item="main/hdca/4")]
    assert [(draft.source, draft.type) for draft in inputs(rows, NOTHING, GALAXY)] == [
        ("main/hdca/4", "collection_input")
    ]


def test_some_elements_of_a_collection_are_not_the_whole() -> None:
    hidden = {"visible": False, "is_element": True, "parents": [["main/hdca/4", 1, False]]}
    some, whole = used(1, **hidden), used(4, item="main/hdca/4")
    assert [draft.element for draft in inputs([some], NOTHING, FULL)] == [True]
    assert [draft.element for draft in inputs([some, whole], NOTHING, FULL)] == [False]
