import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher import EdgeRow, NodeRow
from cypher.rows import Change


def test_a_node_gets_instance_and_id_from_its_key_and_drops_what_is_none():
    row = NodeRow("Dataset", "main/hda/42", {"name": "x", "hid": None, "tags": ("a", "b")})
    stored = {"key": "main/hda/42", "instance": "main", "galaxy_id": 42, "name": "x", "tags": ["a", "b"]}
    assert row.stored() == stored


def test_a_tool_source_is_known_by_its_content_and_has_no_id():
    assert NodeRow("ToolSource", "main/ts/abc", {}).stored() == {"key": "main/ts/abc", "instance": "main"}


@given(st.integers(min_value=0), st.from_regex(r"\A[a-z][a-z0-9.-]{0,20}\Z"))
def test_keys_carry_any_instance_and_id(number, instance):
    stored = NodeRow("Job", f"{instance}/job/{number}", {}).stored()
    assert (stored["instance"], stored["galaxy_id"]) == (instance, number)


@pytest.mark.parametrize(
    "row",
    [NodeRow("Dataset", "main/hda/1", {"colour": "red"}), EdgeRow("OWNS", "User", "u", "History", "h", {"since": 1})],
)
def test_a_property_that_nobody_declared_is_refused(row):
    with pytest.raises(ValueError, match="schema"):
        row.stored()


@pytest.mark.parametrize(
    ("edge", "owner", "other"),
    [
        (EdgeRow("WROTE", "Job", "m/job/1", "Dataset", "m/hda/2"), ("Job", "m/job/1"), "m/hda/2"),
        (EdgeRow("READ_BY", "Dataset", "m/hda/2", "Job", "m/job/1"), ("Job", "m/job/1"), "m/hda/2"),
    ],
)
def test_the_owner_of_an_edge_is_the_record_that_says_so(edge, owner, other):
    assert (edge.owner, edge.other) == (owner, other)


def test_a_change_is_true_when_the_graph_is_another_one():
    assert not Change(dangling=[EdgeRow("OWNS", "User", "u", "History", "h")])
    assert Change(edges_removed=1)
