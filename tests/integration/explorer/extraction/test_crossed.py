"""Each element of a collection ran with each of another: asked for the classic way, and by a request.

A ─► input_a ┐                          ┌ output_a ─► a ┐
             ├ Nested Cross Product ────┤               ├ gp_two_inputs ─► out (a list of lists)
B ─► input_b ┘                          └ output_b ─► b ┘
"""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import Explorer
from explorer.extraction.model import Extracted, Selection
from explorer.refs import parse_ref
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
