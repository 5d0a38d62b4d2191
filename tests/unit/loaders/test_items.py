"""Histories, datasets and collections of a small Galaxy."""

from __future__ import annotations

import pytest

from loaders.generations import recognise
from loaders.keys import Keys
from loaders.record import Record
from loaders.streams import Context
from loaders.streams.collections import Collections
from loaders.streams.datasets import Datasets
from loaders.streams.histories import Histories
from loaders.streams.users import Users
from loaders.streams.workflows import Invocations, Workflows
from loaders.values import BadValue


def test_roles_come_directly_and_by_groups(galaxy):
    galaxy.add("user_role_association", user_id=1, role_id=3)
    galaxy.add("user_group_association", user_id=1, group_id=7)
    galaxy.add("group_role_association", group_id=7, role_id=2)
    assert galaxy.load(Users).node("User", "user/1") == {"username": "ada", "deleted": False, "roles": [2, 3]}


def test_a_history_has_an_owner_readers_and_the_time_of_its_audit(galaxy):
    galaxy.add("history_user_share_association", history_id=1, user_id=2)
    galaxy.add("history_audit", history_id=1, update_time="2026-11-20 12:00:00")
    galaxy.add("history_audit", history_id=1, update_time="2026-11-21 12:00:00")
    galaxy.add("history", id=2, user_id=None, update_time="2026-11-19 12:00:00")
    loaded = galaxy.load(Histories)
    assert loaded.edges("OWNS") == {("user/1", "history/1")}
    assert loaded.edges("MAY_READ") == {("user/2", "history/1")}
    assert loaded.node("History", "history/1")["update_time"] == "2026-11-21T12:00:00.000000Z"
    assert loaded.node("History", "history/2")["update_time"] == "2026-11-19T12:00:00.000000Z"


def test_tags_and_the_owners_annotation(galaxy):
    galaxy.add("tag", id=1, name="group")
    for value in ("b", None, "a"):
        galaxy.add("history_tag_association", history_id=1, tag_id=1, user_tname="Group", user_value=value)
    galaxy.add("history_annotation_association", history_id=1, user_id=9, annotation="another one's")
    galaxy.add("history_annotation_association", history_id=1, user_id=1, annotation="mine")
    node = galaxy.load(Histories).node("History", "history/1")
    assert node["tags"] == ["Group", "Group:a", "Group:b"]
    assert node["annotation"] == "mine"


def test_the_state_shown_is_the_datasets_own_else_the_stored_ones(galaxy):
    stored = galaxy.add("dataset", state="ok", file_size=12, uuid="a2e072ca18ff410480b994b717e1c0cd")
    galaxy.add("dataset_source", dataset_id=stored, source_uri="https://example.org/a")
    galaxy.hda(dataset_id=stored, state=None, deleted=None, visible=1)
    galaxy.hda(dataset_id=stored, state="discarded")
    galaxy.hda(dataset_id=99)
    loaded = galaxy.load(Datasets)
    first = loaded.node("Dataset", "hda/1")
    assert (first["state"], first["file_size"], first["source_uri"]) == ("ok", 12, "https://example.org/a")
    assert "deleted" not in first
    assert first["visible"] is True
    assert loaded.node("Dataset", "hda/2")["state"] == "discarded"
    assert "dataset_id" not in loaded.node("Dataset", "hda/3")
    assert loaded.problems[3] == ["dataset 99 does not exist"]


def test_access_is_by_all_roles_of_the_access_permissions(galaxy):
    stored = galaxy.add("dataset", state="ok")
    for action, role in (("access", 5), ("access", 2), ("manage permissions", 1)):
        galaxy.add("dataset_permissions", action=action, dataset_id=stored, role_id=role)
    galaxy.hda(dataset_id=stored)
    assert galaxy.load(Datasets).node("Dataset", "hda/1")["access_roles"] == [2, 5]


def test_copies_and_conversions(galaxy):
    galaxy.hda(), galaxy.hda(copied_from_history_dataset_association_id=1), galaxy.hda()
    galaxy.add("implicitly_converted_dataset_association", hda_id=3, hda_parent_id=1, deleted=0)
    loaded = galaxy.load(Datasets)
    assert loaded.edges("COPIED_TO") == {("hda/1", "hda/2")}
    assert loaded.edges("CONVERTED_TO") == {("hda/1", "hda/3")}


def test_an_element_of_anything_is_an_element(galaxy):
    galaxy.hda(), galaxy.hda()
    galaxy.collection(a=2)  # stands in no history
    loaded = galaxy.load(Datasets)
    assert [loaded.node("Dataset", f"hda/{id_}")["is_element"] for id_ in (1, 2)] == [False, True]


def test_leaves_go_straight_to_each_collection_that_shares_them(galaxy):
    """hdca 1 and its copy hdca 2 = list:paired {p1: {forward: 1, reverse: 2}, p2: {forward: 3}}."""
    first, second = galaxy.collection("paired", forward=1, reverse=2), galaxy.collection("paired", forward=3)
    outer = galaxy.collection("list:paired", p1=("child", first), p2=("child", second))
    galaxy.hdca(outer), galaxy.hdca(outer, copied_from_history_dataset_collection_association_id=1)
    loaded = galaxy.load(Collections)
    expected = [
        (1, "forward", ("p1", "forward"), 0),
        (2, "reverse", ("p1", "reverse"), 1),
        (3, "forward", ("p2", "forward"), 2),
    ]
    assert loaded.edges("ELEMENT_OF") == {
        (f"hda/{hda}", f"hdca/{hdca}", name, path, index) for hda, name, path, index in expected for hdca in (1, 2)
    }
    assert loaded.edges("COPIED_TO") == {("hdca/1", "hdca/2")}


def test_a_placeholder_keeps_its_place_and_has_no_edge(galaxy):
    made = galaxy.collection()
    galaxy.element(made, element_index=1, element_identifier="b", hda_id=2)
    galaxy.element(made, element_index=0, element_identifier="a")
    galaxy.hdca(made)
    assert galaxy.load(Collections).edges("ELEMENT_OF") == {("hda/2", "hdca/1", "b", ("b",), 1)}


def test_a_dataset_may_be_in_a_collection_twice(galaxy):
    galaxy.hdca(galaxy.collection(a=1, b=1))
    assert len(galaxy.load(Collections).edges("ELEMENT_OF")) == 2


def test_a_collection_inside_itself_is_noted_and_left(galaxy):
    outer = galaxy.collection("list:list", a=1)
    inner = galaxy.collection("list", b=2, back=("child", outer))
    galaxy.element(outer, child_collection_id=inner, element_index=1, element_identifier="inner")
    galaxy.hdca(outer)
    loaded = galaxy.load(Collections)
    assert {(edge[0], edge[3]) for edge in loaded.edges("ELEMENT_OF")} == {("hda/1", ("a",)), ("hda/2", ("inner", "b"))}
    assert loaded.problems == {1: ["child_collection_id: dataset collection 1 contains itself"]}


def test_a_collection_whose_dataset_collection_is_gone(galaxy):
    galaxy.hdca(99, name="lost")
    loaded = galaxy.load(Collections)
    assert loaded.node("Collection", "hdca/1") == {"name": "lost"}
    assert loaded.problems == {1: ["dataset_collection 99 does not exist"]}


@pytest.mark.parametrize(
    ("column", "value"), [("create_time", "soon"), ("hid", "four"), ("deleted", 7), ("version", 2**70 * 1.0)]
)
def test_a_value_that_cannot_be_is_noted_and_left_out(galaxy, column, value):
    galaxy.hda(name="kept", **{column: value})
    loaded = galaxy.load(Datasets)
    node = loaded.node("Dataset", "hda/1")
    assert node["name"] == "kept"
    assert column not in node
    assert loaded.problems[1][0].startswith(f"{column}: ")


def test_text_that_is_no_utf8_comes_through(galaxy):
    galaxy.hda()
    galaxy.run("UPDATE history_dataset_association SET name = CAST(x'6361ff' AS TEXT)")
    assert galaxy.load(Datasets).node("Dataset", "hda/1")["name"] == "ca\ufffd"


def test_a_workflow_and_its_runs(galaxy):
    stored = galaxy.add("stored_workflow", user_id=1, name="Variants")
    galaxy.add("workflow", stored_workflow_id=stored, name=None, license="MIT")
    (
        galaxy.add("workflow_invocation", workflow_id=1, state="scheduled"),
        galaxy.add("workflow_invocation", workflow_id=1),
    )
    galaxy.add(
        "workflow_invocation_to_subworkflow_invocation_association",
        workflow_invocation_id=1,
        subworkflow_invocation_id=2,
    )
    assert galaxy.load(Workflows).node("Workflow", "wf/1")["name"] == "Variants"
    loaded = galaxy.load(Invocations)
    assert loaded.edges("OF_WORKFLOW") == {("wi/1", "wf/1"), ("wi/2", "wf/1")}
    assert loaded.edges("SUBINVOCATION_OF") == {("wi/2", "wi/1")}


def test_collections_weigh_all_that_is_in_them(galaxy):
    """list:list of two lists, of which one stands in it twice; and a collection that contains itself."""
    first = galaxy.collection(a=galaxy.hda(), b=galaxy.hda())
    second = galaxy.collection(c=galaxy.hda())
    outer = galaxy.collection("list:list", x=("child", first), y=("child", second), z=("child", first))
    knot = galaxy.collection("list:list")
    galaxy.element(knot, element_index=0, element_identifier="k", child_collection_id=knot)
    for collection in (outer, first, knot, 99):
        galaxy.hdca(collection)
    with galaxy.open() as source:
        stream = Collections(Context(source, Keys("main"), recognise(source)))
        records = [Record(row) for row in source.page(stream.table, stream.columns, 0, 10)]
        assert stream.weigh(records) == {1: 3 + 2 + 1, 2: 2, 3: 1, 4: 0}


def test_bytes_become_text_in_what_belongs_to_an_item(galaxy):
    """SQLite may hold bytes anywhere; in the graph, no dump could show them."""
    stored = galaxy.add("dataset", state="ok")
    galaxy.add("dataset_source", dataset_id=stored, source_uri=b"https://example.org/a")
    galaxy.hda(dataset_id=stored)
    assert galaxy.load(Datasets).node("Dataset", "hda/1")["source_uri"] == "https://example.org/a"


def test_what_is_wrong_inside_a_collection(galaxy):
    """Collection 1 holds 2, which holds 1 and 99; an element of 2 has a place that is none, and is two things."""
    galaxy.hda()
    galaxy.collection("list:list", a=("child", 2))
    galaxy.collection("list:list", a=("child", 1), b=("child", 99))
    galaxy.element(2, hda_id=1, child_collection_id=2, element_index="first", element_identifier="c")
    galaxy.hdca(1)
    assert galaxy.load(Collections).problems[1] == [
        "child_collection_id: dataset collection 1 contains itself",
        "collection element 4 hda_id: not used, as it has a collection",
        "collection element 4 element_index: 'first' is no whole number",
        "collection element 3 child_collection_id: no dataset_collection 99",
    ]


def test_collections_that_share_others_do_not_explode(galaxy, monkeypatch):
    """Three levels of two elements that name the same collection: eight paths to one dataset."""
    monkeypatch.setattr("loaders.elements.MOST", 7)
    inner = galaxy.collection("list", a=galaxy.hda())
    for _ in range(3):
        inner = galaxy.collection("list:list", a=("child", inner), b=("child", inner))
    galaxy.hdca(inner)
    with pytest.raises(BadValue, match="more than 7 elements"):
        galaxy.load(Collections)
