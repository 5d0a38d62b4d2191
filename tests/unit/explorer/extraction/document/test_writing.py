"""A draft as a document: everything that it says is written, both formats agree, and the linter finds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from gxformat2 import to_native
from gxformat2.layout import GRAPH_PROPERTY_CHECKERS
from gxformat2.lint import (
    lint_best_practices_format2,
    lint_best_practices_ga,
    lint_format2,
    lint_ga,
    lint_pydantic_validation,
)
from gxformat2.linting import LintContext
from hypothesis import given
from hypothesis import strategies as st

from explorer.extraction.document import document
from explorer.extraction.model import Connection, Draft, InputStep, Output, ToolIdentity, ToolStep
from explorer.refs import Ref
from explorer.tools.forms import read_form
from tests.unit.explorer.extraction.document.drafts import CONNECTED, EVERYTHING, INNER, READS, SHED_TOOL, USER_TOOL

NOT_OURS_TO_SAY = {"Workflow does not specify a creator.", "Workflow does not specify a license."}
"""Who a workflow belongs to and under which licence it is published nobody can read from a run."""

FORMATS = ("ga", "gxformat2")


def steps(written):
    return list(written["steps"].values())


def lint_messages(written):
    found = LintContext()
    if "a_galaxy_workflow" in written:
        lint_ga(found, written)
        lint_best_practices_ga(found, written)
        lint_pydantic_validation(found, written)
    else:
        lint_format2(found, written)
        lint_best_practices_format2(found, written)
        lint_pydantic_validation(found, written, format2=True)
    return {str(message) for message in (*found.error_messages, *found.warn_messages)}


@pytest.mark.parametrize("form", FORMATS)
def test_the_linter_finds_nothing_that_we_could_say(form):
    assert lint_messages(document(EVERYTHING, form)) == NOT_OURS_TO_SAY


@pytest.mark.parametrize("form", FORMATS)
def test_equal_drafts_give_equal_documents(form):
    assert json.dumps(document(EVERYTHING, form)) == json.dumps(document(replace(EVERYTHING), form))


def test_other_drafts_have_other_uuids():
    other = document(replace(EVERYTHING, name="Other"), "ga")
    assert not set(uuids(other)) & set(uuids(document(EVERYTHING, "ga")))


def test_every_part_has_a_uuid_of_its_own():
    found = list(uuids(document(EVERYTHING, "ga")))
    assert len(found) == len(set(found)) == 12
    assert {UUID(one).version for one in found} == {4}


def uuids(written) -> Iterator[str]:
    yield written["uuid"]
    for step in steps(written):
        yield step["uuid"]
        yield from (output["uuid"] for output in step["workflow_outputs"])
        if "subworkflow" in step:
            yield from uuids(step["subworkflow"])


def test_a_workflow_says_what_it_is_and_where_it_is_from():
    written = document(EVERYTHING, "ga")
    assert written["name"] == "Everything"
    assert written["annotation"] == "All that a workflow can have."
    assert written["tags"] == ["name:all", "lineage"]
    (comment,) = written["comments"]
    assert comment["type"] == "markdown"
    assert comment["data"]["text"] == (
        "Some parameters were guessed.\n\n"
        "Extracted from the Galaxy `main`\n\n"
        "- history: My history (2)\n"
        "- executions: tool_execution:9, implicit_collection_jobs:5, workflow_invocation:7\n"
        "- run: 2026-01-01 00:00 UTC"
    )


def test_records_are_called_as_their_reader_knows_them():
    written = document(EVERYTHING, "ga", lambda ref: f"{ref.src}:encoded")
    text = json.dumps(written)
    assert "tool_execution:encoded" in text
    assert "tool_execution:9" not in text


def test_a_long_workflow_does_not_name_all_its_executions_in_one_place():
    many = tuple(
        ToolStep(execution=Ref("job", n), name=f"x {n}", tool=ToolIdentity(id="x", version="1"), state={})
        for n in range(23)
    )
    written = document(replace(EVERYTHING, steps=many), "ga")
    assert "job:19 and 3 more, which their steps name" in written["comments"][0]["data"]["text"]
    assert steps(written)[22]["annotation"] == "Extracted from job:22"


def test_nothing_is_said_about_an_origin_that_is_not_known():
    written = document(Draft(name="w", steps=(InputStep(type="data_input", label="in"),)), "ga")
    assert written["comments"] == []
    assert written["annotation"] == "Extracted by Galaxy Lineage from what was run."
    assert steps(written)[0]["annotation"] == ""


def test_inputs():
    data, collection = steps(document(EVERYTHING, "ga"))[:2]
    assert data["label"] == "Reads"
    assert data["annotation"] == "In the run: hda:3"
    assert json.loads(data["tool_state"]) == {"optional": False, "tag": None, "format": ["fastqsanger"]}
    assert collection["type"] == "data_collection_input"
    assert json.loads(collection["tool_state"])["collection_type"] == "list:paired"


def test_an_input_tells_the_url_and_the_elements_that_it_stood_for():
    url = InputStep(type="data_input", label="u", url="https://example.org/x", annotation="Fetched.")
    listed = InputStep(type="data_collection_input", label="l", collection_type="list", elements={"a": Ref("hda", 1)})
    written = steps(document(Draft(name="w", steps=(url, listed)), "ga"))
    assert [step["annotation"] for step in written] == [
        "Fetched.\nIn the run: https://example.org/x",
        "In the run: a = hda:1",
    ]


def test_a_tool_is_named_in_full_with_its_repository():
    written = steps(document(EVERYTHING, "ga"))[2]
    assert (written["tool_id"], written["content_id"], written["tool_version"]) == (SHED_TOOL, SHED_TOOL, "1.2")
    assert written["name"] == "Filter"
    assert written["annotation"] == "Only good ones.\nExtracted from tool_execution:9"
    assert written["tool_shed_repository"] == {
        "tool_shed": "toolshed.g2.bx.psu.edu",
        "owner": "devteam",
        "name": "filter",
        "changeset_revision": "0123456789ab",
    }


@pytest.mark.parametrize(("tool_id", "changeset"), [(SHED_TOOL, None), ("cat1", "0123456789ab"), (None, None)])
def test_a_repository_that_is_not_fully_known_is_left_out(tool_id, changeset):
    """A null one is an error to Galaxy, and a wrong revision is one that it would try to install."""
    step = ToolStep(
        execution=Ref("job", 1), name="First", tool=ToolIdentity(id=tool_id, version="1", changeset=changeset), state={}
    )
    assert "tool_shed_repository" not in steps(document(Draft(name="w", steps=(step,)), "ga"))[0]


def test_a_user_defined_tool_is_embedded():
    (_, inner) = steps(steps(document(EVERYTHING, "ga"))[4]["subworkflow"])
    assert inner["tool_representation"] == USER_TOOL
    assert inner["tool_uuid"] == "6f2d3c0a-9f0e-4a33-8a57-6d3f0f3a5b11"
    assert inner["tool_id"] == "count_mine"
    inside = document(EVERYTHING, "gxformat2")["steps"]["Count each"]["run"]
    assert inside["steps"]["Count"]["run"]["shell_command"] == "wc"


def test_a_tool_known_only_by_its_uuid_has_no_tool_id():
    uuid = "6f2d3c0a-9f0e-4a33-8a57-6d3f0f3a5b11"
    step = replace(INNER.steps[1], tool=ToolIdentity(id=uuid, version="1", uuid=uuid, representation=USER_TOOL))
    written = steps(document(Draft(name="w", steps=(INNER.steps[0], step)), "ga"))[1]
    assert (written["tool_id"], written["content_id"], written["tool_uuid"]) == (None, None, uuid)


@pytest.mark.parametrize("form", FORMATS)
def test_a_tool_that_no_record_names_has_a_placeholder(form):
    """Galaxy would not import a workflow with a step that names no tool."""
    step = ToolStep(
        execution=Ref("job", 1), name="First", tool=ToolIdentity(id=None, version=None), state={}, label="What?"
    )
    written = document(Draft(name="w", steps=(step,)), form)
    assert steps(written)[0]["tool_id"] == "unknown_tool"


def test_a_step_without_label_is_shown_by_its_tool_in_galaxy_and_by_its_name_to_people():
    first = ToolStep(execution=Ref("job", 1), name="Cut", tool=ToolIdentity(id="Cut1", version="1"), state={})
    second = replace(first, name="Cut (2)", state={"x": CONNECTED}, connections=(Connection("x", 0, "out"),))
    draft = Draft(name="w", steps=(first, second))
    assert [(one["label"], one["name"]) for one in steps(document(draft, "ga"))] == [(None, "Cut"), (None, "Cut (2)")]
    people = document(draft, "gxformat2")["steps"]
    assert list(people) == ["Cut", "Cut (2)"]
    assert people["Cut (2)"]["in"] == {"x": {"source": "Cut/out"}}


def test_parameters_keep_their_types():
    written = json.loads(steps(document(EVERYTHING, "ga"))[2]["tool_state"])
    assert written["cond"] == {"how": "by", "n": 3, "x": 0.5, "on": True, "note": None}
    assert written["input"] == CONNECTED
    people = document(EVERYTHING, "gxformat2")["steps"]
    assert people["Filter"]["state"] == {"cond": {"how": "by", "n": 3, "x": 0.5, "on": True, "note": None}}
    assert people["Concatenate"]["state"] == {"queries": [{}], "cols": [1, 2]}


TOOL = """
<tool id="t" name="T" version="1">
  <inputs>
    <param name="a" type="data" format="txt"/>
    <param name="b" type="data" format="txt"/>
    <param name="c" type="data" format="txt" optional="true"/>
    <param name="text" type="text"/>
  </inputs>
</tool>
"""


def test_inputs_that_nothing_is_connected_to_are_left_open():
    """A required one is asked for when the workflow runs; one that may be left out is null, else Galaxy refuses."""
    step = ToolStep(
        execution=Ref("job", 1),
        name="First",
        tool=ToolIdentity(id="t", version="1"),
        form=read_form(TOOL, "XmlToolSource"),
        state={"a": CONNECTED, "b": CONNECTED, "c": CONNECTED, "text": "[1,  2]"},
        connections=(Connection("a", 0, "output"),),
    )
    draft = Draft(name="w", steps=(READS, step))
    written = json.loads(steps(document(draft, "ga"))[1]["tool_state"])
    assert (written["a"], written["b"], written["c"]) == (CONNECTED, {"__class__": "RuntimeValue"}, None)
    (people,) = steps(document(draft, "gxformat2"))
    assert people["state"] == {"b": {"__class__": "RuntimeValue"}, "c": None, "text": written["text"]}


def test_connections_and_conditions():
    written = steps(document(EVERYTHING, "ga"))[3]
    assert written["when"] == "$(inputs.when)"
    assert written["input_connections"] == {
        "input1": {"id": 1, "output_name": "output"},
        "queries_0|input2": [{"id": 2, "output_name": "out_file1"}, {"id": 0, "output_name": "output"}],
    }
    people = document(EVERYTHING, "gxformat2")["steps"]["Concatenate"]
    assert people["in"]["queries_0|input2"]["source"] == ["Filter/out_file1", "Reads"]
    assert people["when"] == "$(inputs.when)"


def test_outputs_with_labels_are_those_of_the_workflow():
    written = document(EVERYTHING, "ga")
    assert [[one["label"] for one in step["workflow_outputs"]] for step in steps(written)] == [
        [],
        [],
        [],
        ["All reads"],
        ["Counts"],
    ]
    assert document(EVERYTHING, "gxformat2")["outputs"] == {
        "All reads": {"outputSource": "Concatenate/out_file1"},
        "Counts": {"outputSource": "Count each/Count"},
    }


def test_an_output_that_people_named_is_named_again():
    actions = steps(document(EVERYTHING, "ga"))[3]["post_job_actions"]
    assert actions == {
        "RenameDatasetActionout_file1": {
            "action_type": "RenameDatasetAction",
            "output_name": "out_file1",
            "action_arguments": {"newname": "Everything"},
        }
    }
    assert document(EVERYTHING, "gxformat2")["steps"]["Concatenate"]["out"] == {"out_file1": {"rename": "Everything"}}


def test_a_workflow_inside_a_workflow():
    written = steps(document(EVERYTHING, "ga"))[4]
    assert written["type"] == "subworkflow"
    assert written["input_connections"] == {
        "One": {"id": 2, "output_name": "out_file1", "input_subworkflow_step_id": 0}
    }
    assert written["workflow_outputs"][0]["output_name"] == "Count"
    assert not {"content_id", "tool_state", "tool_version"} & written.keys()
    assert written["subworkflow"]["a_galaxy_workflow"] == "true"


@pytest.mark.parametrize("checker", GRAPH_PROPERTY_CHECKERS.values(), ids=GRAPH_PROPERTY_CHECKERS)
@pytest.mark.parametrize("form", FORMATS)
def test_steps_lie_where_one_can_see_them(form, checker):
    checker(document(EVERYTHING, form))


def test_many_steps_that_nothing_orders_are_laid_out_too():
    """Looking for crossings among so many connections would take minutes."""
    wide = tuple(
        ToolStep(
            execution=Ref("job", n),
            name=f"x {n}",
            tool=ToolIdentity(id="x", version="1"),
            state={"a": CONNECTED},
            connections=(Connection("a", 0, "output"),),
        )
        for n in range(500)
    )
    written = steps(document(Draft(name="w", steps=(READS, *wide)), "ga"))
    assert len({tuple(step["position"].values()) for step in written}) == 501


labels = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() == text and text.isprintable())


@given(st.lists(labels, min_size=4, max_size=4, unique=True))
def test_both_formats_are_the_same_workflow_whatever_things_are_called(names):
    first, second, third, output = names
    draft = Draft(
        name="w",
        steps=(
            InputStep(type="data_input", label=first),
            ToolStep(
                execution=Ref("job", 1),
                name="First",
                tool=ToolIdentity(id="a", version="1"),
                state={"x": CONNECTED, "n": 1},
                label=second,
                connections=(Connection("x", 0, "output"),),
                outputs=(Output(name="out", label=output),),
            ),
            ToolStep(
                execution=Ref("job", 2),
                name="Second",
                tool=ToolIdentity(id="b", version="1"),
                state={"y": CONNECTED},
                label=third,
                connections=(Connection("y", 1, "out"), Connection("y", 0, "output")),
            ),
        ),
    )
    native, people = document(draft, "ga"), to_native(document(draft, "gxformat2")).to_dict()
    assert [told(step) for step in steps(people)] == [told(step) for step in steps(native)]


def told(step):
    connections = {
        name: [(one["id"], one["output_name"]) for one in (made if isinstance(made, list) else [made])]
        for name, made in step["input_connections"].items()
    }
    return step["label"], step["type"], connections, [one["label"] for one in step.get("workflow_outputs") or []]
