"""Each element of a collection ran with each of another: asked for the classic way, and by a request.

A ─► input_a ┐                          ┌ output_a ─► a ┐
             ├ Nested Cross Product ────┤               ├ gp_two_inputs ─► out (a list of lists)
B ─► input_b ┘                          └ output_b ─► b ┘
"""

from __future__ import annotations

import json

import pytest

from cypher import Graph
from explorer import Explorer, Ref
from explorer.extraction.model import Extracted, Selection
from explorer.references import parse_ref
from tests.integration.explorer.drawing import draw
from tests.integration.explorer.extraction.reading import inputs, said, tools, wiring

CROSS = "__CROSS_PRODUCT_NESTED__"


@pytest.fixture
def main(samples: Graph) -> Explorer:
    return Explorer(samples, "main")


def run(explorer: Explorer, text: str) -> Extracted:
    return explorer.extract(Selection(name="crossed", executions=(parse_ref(text, "main"),)))


def paired(a: str, b: str) -> set[str]:
    into = {f"{a} > {CROSS}.input_a", f"{b} > {CROSS}.input_b"}
    return into | {f"{CROSS}.output_a > gp_two_inputs.a", f"{CROSS}.output_b > gp_two_inputs.b"}


def test_the_classic_way_leaves_only_what_each_job_read(main: Explorer) -> None:
    """Four jobs on two elements each, a list of lists, and no record of the two collections."""
    found = run(main, "job:237")
    assert wiring(found.draft) == paired("A", "B")
    assert [(one.item and one.item.id, one.collection_type) for one in inputs(found.draft)] == [
        (85, "list"),
        (86, "list"),
    ]
    assert len(said(found, "guessed")) == 2
    assert said(found, "lost") == []


def test_what_led_to_the_list_of_lists(main: Explorer) -> None:
    found = main.extract(Selection(name="crossed", results=(parse_ref("hdca:87", "main"),)))
    assert wiring(found.draft) == paired("A", "B")
    assert [output.label for output in tools(found.draft)[-1].outputs] == ["GP Two inputs"]


def test_in_pairs_no_step_is_put_in(main: Explorer) -> None:
    found = run(main, "job:240")
    assert wiring(found.draft) == {"A > gp_two_inputs.a", "B > gp_two_inputs.b"}


def test_a_request(main: Explorer) -> None:
    found = run(main, "tool_request:40")
    assert {line.split(" > ")[1] for line in wiring(found.draft)} == {line.split(" > ")[1] for line in paired("", "")}
    assert said(found, "lost") == []
    assert any("each of a ran with each of b" in message for message in said(found, "changed"))


def test_pairs_of_one_and_each_of_the_other_are_told(main: Explorer) -> None:
    """Of these only one was to run with each of the other."""
    found = run(main, "tool_request:41")
    assert CROSS not in {step.tool.id for step in tools(found.draft)}
    assert any("ran with each other" in message for message in said(found, "lost"))


# Drawn: a map-over of which only what the jobs read is known


LEFT = "hda:1 in[x] hdca:1   hda:2 in[y] hdca:1   hda:1 -a/job-> te:1   hda:2 -a/job-> te:1"
RIGHT = "hda:3 in[x] hdca:2   hda:4 in[y] hdca:2   hda:3 -b/job-> te:1   hda:4 -b/job-> te:1"
JOBS = "te:1 -out-> hdca:9   icj:1 for te:1"


def drawn(graph: Graph, picture: str, jobs: int, *names: str) -> Extracted:
    """Extract the one map-over of a picture; its first job read the first dataset of each input."""
    first = {name: json.dumps({"values": [{"src": "hda", "id": 2 * at + 1}]}) for at, name in enumerate(names)}
    made = [f"job:{number} for te:1" for number in range(1, jobs + 1)]
    draw(
        graph,
        "\n".join([picture, JOBS, *made]).replace("   ", "\n"),
        {
            "te:1": {"tool_id": "gp_two_inputs", "state": "missing"},
            "job:1": {"parameters": json.dumps(first), "state": "ok"},
            "hdca:1": {"name": "A", "collection_type": "list"},
            "hdca:2": {"name": "B", "collection_type": "list"},
        },
    )
    return Explorer(graph).extract(Selection(name="crossed", executions=(Ref("tool_execution", 1, "main"),)))


def test_as_many_jobs_as_combinations(graph: Graph) -> None:
    found = drawn(graph, f"{LEFT}   {RIGHT}", 4, "a", "b")
    assert wiring(found.draft) == paired("A", "B")


def test_as_many_jobs_as_elements(graph: Graph) -> None:
    found = drawn(graph, f"{LEFT}   {RIGHT}", 2, "a", "b")
    assert wiring(found.draft) == {"A > gp_two_inputs.a", "B > gp_two_inputs.b"}
    assert said(found, "lost") == []


def test_datasets_that_no_collection_has_alone_are_a_new_list(graph: Graph) -> None:
    found = drawn(graph, f"{LEFT}   hda:5 in[z] hdca:1", 2, "a")
    assert [(one.item, one.collection_type, len(one.elements)) for one in inputs(found.draft)] == [(None, "list", 2)]
    assert any("no collection has just these" in message for message in said(found, "guessed"))


def test_three_are_told(graph: Graph) -> None:
    """The tool that makes pairs takes two lists."""
    third = "hda:5 in[x] hdca:3   hda:6 in[y] hdca:3   hda:5 -c/job-> te:1   hda:6 -c/job-> te:1"
    found = drawn(graph, f"{LEFT}   {RIGHT}   {third}", 8, "a", "b", "c")
    assert CROSS not in {step.tool.id for step in tools(found.draft)}
    assert any("Each of a and b and c ran with each other" in message for message in said(found, "lost"))
