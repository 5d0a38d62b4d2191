"""Galaxy's by-ids payload: its rules in their order, its messages and statuses, on a small graph and both engines."""

from __future__ import annotations

from typing import Any

import pytest

from cypher import Graph
from explorer import BadRequest, Caller, Explorer, Forbidden, NotFound, Ref
from explorer.extraction.by_ids import ByIds
from explorer.extraction.model import OutputLabel
from tests.integration.explorer.access.world import caller, people
from tests.integration.explorer.drawing import draw

PICTURE = """
    hda:1 -reads-> te:1 -out-> hda:2     job:1 for te:1     tr:1 asked te:1     job:1 wrote hda:2
    hdca:3 -each*-> te:2 -out-> hdca:4   job:2 of icj:2     icj:2 for te:2      job:2 for/icj te:2
    hda:1 -reads-> te:3 -out-> hda:5     icj:3 for te:3
    hdca:3 -each*-> te:4 -out-> hdca:6   icj:4 for te:4
    hda:1 -reads-> te:5 -out-> hda:12    te:5 -other-> hdca:11               icj:5 for te:5
    hda:1 -reads-> te:7                  tr:7 asked te:7
    hda:9 -reads-> te:9 -out-> hdca:10   tr:9 asked te:9    icj:9 for te:9      job:9 for te:9
"""
CHANGES: dict[str, dict[str, Any]] = {
    "icj:2": {"populated_state": "ok"},
    "icj:3": {"populated_state": "ok"},
    "icj:4": {"populated_state": "failed"},
    "icj:5": {"populated_state": "ok"},
    "hdca:11": {"history": 2},
    "icj:9": {"populated_state": "ok"},
    "tr:1": {"state": "submitted", "history_id": 1},
    "tr:7": {"state": "new", "history_id": 1},
    "tr:9": {"state": "submitted", "history_id": 2},
    "hda:9": {"history": 2},
    "hdca:10": {"history": 2},
    "job:2": {"history_id": 1},
    "job:9": {"history_id": 2},
}
LISTS = {
    "jobs": ("job_ids", "job"),
    "map_overs": ("implicit_collection_jobs_ids", "implicit_collection_jobs"),
    "requests": ("tool_request_ids", "tool_request"),
    "hdas": ("hda_ids", "hda"),
    "hdcas": ("hdca_ids", "hdca"),
}


@pytest.fixture
def asked(graph: Graph):
    draw(graph, PICTURE, CHANGES)
    people(graph, "alice owns history:1    bob owns history:2")

    def select(who: Caller | None = None, **given: Any):
        lists = {LISTS[name][0]: [Ref(LISTS[name][1], n) for n in given.pop(name)] for name in LISTS.keys() & given}
        return Explorer(graph, "main", who or caller("alice")).select_by_ids(ByIds(workflow_name="w", **lists, **given))

    return select


def refused(asked, error: type[Exception], message: str, who: Caller | None = None, **given: Any) -> None:
    with pytest.raises(error) as found:
        asked(who, **given)
    assert str(found.value) == message


def test_what_is_selected(asked):
    found = asked(jobs=[1], map_overs=[2], requests=[1], hdas=[1], hdcas=[3], dataset_names=["reads"])
    assert [str(ref) for ref in found.executions] == ["job:1", "implicit_collection_jobs:2", "tool_request:1"]
    assert [str(ref) for ref in found.inputs] == ["hda:1", "hdca:3"]
    assert found.input_names == {Ref("hda", 1): "reads"}


def test_nothing(asked):
    refused(
        asked,
        BadRequest,
        "At least one of job_ids, implicit_collection_jobs_ids, hda_ids, hdca_ids, tool_request_ids required",
    )


@pytest.mark.parametrize("name", LISTS)
def test_duplicates(asked, name):
    refused(asked, BadRequest, f"{LISTS[name][0]} contains duplicates", **{name: [1, 1]})


def test_duplicates_are_found_before_anything_is_looked_up(asked):
    refused(asked, BadRequest, "hda_ids contains duplicates", jobs=[99], hdas=[1, 1])


def test_jobs(asked):
    refused(asked, NotFound, "job:99 is not in the graph.", jobs=[99])
    refused(asked, Forbidden, "You are not allowed to access this job.", jobs=[9])
    refused(
        asked,
        BadRequest,
        "job_ids[2] is part of implicit collection jobs 2 - pass via implicit_collection_jobs_ids instead.",
        jobs=[1, 2],
    )


def test_map_overs(asked):
    refused(asked, NotFound, "ImplicitCollectionJobs 99 not found", map_overs=[99])
    refused(
        asked,
        BadRequest,
        "ImplicitCollectionJobs 4 is in populated_state 'failed'; only 'ok' is extractable",
        map_overs=[4],
    )
    refused(asked, BadRequest, "ImplicitCollectionJobs 3 has no output collections to extract", map_overs=[3])


def test_of_a_map_over_that_one_may_not_read_nothing_is_told(asked):
    refused(asked, Forbidden, "You may not read implicit_collection_jobs:9.", map_overs=[9])
    refused(asked, Forbidden, "You may not read implicit_collection_jobs:4.", caller("bob"), map_overs=[4])
    refused(asked, Forbidden, "You may not read hdca:11.", map_overs=[5])


def test_jobs_are_looked_at_first_then_map_overs_then_requests(asked):
    refused(asked, NotFound, "job:99 is not in the graph.", jobs=[99], map_overs=[99], requests=[99])
    refused(asked, NotFound, "ImplicitCollectionJobs 99 not found", jobs=[1], map_overs=[99], requests=[99])
    refused(asked, NotFound, "ToolRequest 99 not found", jobs=[1], requests=[99], hdas=[99])
    refused(asked, NotFound, "hda:99 is not in the graph.", jobs=[1], requests=[1], hdas=[99])


def test_requests(asked):
    refused(asked, Forbidden, "You may not read tool_request:9.", requests=[9])
    assert asked(caller("bob"), requests=[9]).executions
    assert asked(caller("admin"), requests=[9]).executions


def test_a_request_without_outputs_is_extracted_on_its_own_only(asked):
    message = (
        "ToolRequest 7 is not yet materialized (state 'new'); extract it as a single-step workflow on its own, or "
        "retry once it is 'submitted'."
    )
    assert asked(requests=[7]).executions
    assert asked(requests=[7], jobs=[1]).executions, "as in Galaxy, jobs beside it are not looked at"
    refused(asked, BadRequest, message, requests=[7], hdas=[1])
    refused(asked, BadRequest, message, requests=[1, 7])


def test_inputs(asked):
    refused(asked, NotFound, "hda:99 is not in the graph.", hdas=[99])
    refused(asked, Forbidden, "You may not read hda:9.", hdas=[9])
    refused(asked, Forbidden, "You may not read hdca:10.", hdcas=[10])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"dataset_names": ["a", "b"]}, "dataset_names has 2 names for 1 hda_ids."),
        ({"dataset_collection_names": ["a", "b"]}, "dataset_collection_names has 2 names for 1 hdca_ids."),
        ({"dataset_names": [" "]}, "The name of an input is empty."),
        ({"dataset_names": ["a" * 256]}, "The name of an input has more than 255 characters."),
        (
            {"dataset_names": ["a"], "dataset_collection_names": ["a"]},
            "2 inputs have the name 'a': give each a name of its own.",
        ),
    ],
)
def test_names(asked, given, message):
    refused(asked, BadRequest, message, hdas=[1], hdcas=[3], **given)


def labelled(*labels: tuple[int, str]) -> list[OutputLabel]:
    return [OutputLabel(Ref("hda", number), text) for number, text in labels]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([(2, " \n ")], "The label of an output is empty."),
        ([(2, "a"), (2, "b")], "output_labels names an output twice."),
        ([(2, "a b"), (5, "a \t b")], "Two outputs have the label 'a b': give each a label of its own."),
        (
            [(2, "a" * 255), (5, "a" * 256)],
            f"Two outputs have the label '{'a' * 255}': give each a label of its own.",
        ),
    ],
)
def test_output_labels(asked, labels, message):
    refused(asked, BadRequest, message, jobs=[1], output_labels=labelled(*labels))


def test_labels_have_single_blanks_and_are_cut(asked):
    found = asked(jobs=[1], output_labels=labelled((2, " All  reads "), (5, "b" * 300)))
    assert [one.label for one in found.output_labels] == ["All reads", "b" * 255]
