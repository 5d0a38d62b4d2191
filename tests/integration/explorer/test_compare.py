"""Two runs of the sample side by side, on both engines."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import BadRequest, Caller, Explorer, Forbidden, NotFound
from explorer.compare import Comparison

FIRST, SECOND = "hda:130", "hda:133"
"""Variants in genes, called twice (history 3)."""


@pytest.fixture
def demo(samples: Graph) -> Explorer:
    return Explorer(samples, "demo")


def differing(found: Comparison) -> list[tuple[str | None, str, str | None, str | None]]:
    return [
        (step.left and step.left.tool_name, setting.label, setting.left and setting.left.text, setting.right.text)
        for step in found.steps
        for setting in step.settings
        if setting.differs and setting.right
    ]


def test_the_settings_behind_two_results(demo: Explorer) -> None:
    found = demo.compare(FIRST, SECOND)
    assert differing(found) == [
        ("Call variants", "Version", "1.3.0", "1.4.0"),
        ("Call variants", "Least depth", "2", "6"),
        ("Annotate variants", "Bases around a gene that belong to it", "100", "50"),
        ("Filter table", "Keep rows where", 'c6 > 2 and c7 != "intergenic"', 'c6 > 6 and c7 != "intergenic"'),
    ]
    assert (found.differing, found.shared, found.is_whole, found.hidden_by_access) == (4, 3, True, 0)
    assert [source.left.name for source in found.sources if source.left and source.left == source.right] == [
        "S288C.fa",
        "S288C.gtf",
        "Sorted alignments on dataset 7",
    ]
    sides = [member.side for member in found.members]
    assert (sides.count("left"), sides.count("right"), sides.count("both")) == (6, 6, 3)


def test_the_other_way_round_is_the_mirror_image(demo: Explorer) -> None:
    there, back = demo.compare(FIRST, SECOND), demo.compare(SECOND, FIRST)
    assert [(step.left, step.right) for step in there.steps] == [(step.right, step.left) for step in back.steps]
    assert there.differing == back.differing


def test_a_result_is_equal_to_itself(demo: Explorer) -> None:
    found = demo.compare(FIRST, FIRST)
    assert (found.differing, found.steps, found.shared) == (0, (), 6)


def test_two_executions(demo: Explorer) -> None:
    found = demo.compare("tool_execution:20", "tool_execution:23")
    assert [label for _, label, *_ in differing(found)] == ["Version", "Least depth"]
    (step,) = found.steps
    assert [(feed.input, feed.differs) for feed in step.feeds] == [("alignments", False), ("reference", False)]


def test_two_runs_of_workflows_are_paired_by_their_steps(demo: Explorer) -> None:
    found = demo.compare("invocation:1", "invocation:1")
    assert (found.differing, found.steps) == (0, ())
    other = demo.compare("invocation:1", "invocation:2")
    assert len(other.steps) > 1


def test_what_cannot_be_compared_is_said(demo: Explorer) -> None:
    with pytest.raises(BadRequest, match="cannot be compared"):
        demo.compare(FIRST, "tool_execution:20")
    with pytest.raises(BadRequest):
        demo.compare(FIRST, "history:1")
    with pytest.raises(NotFound):
        demo.compare(FIRST, "hda:4711")


def test_another_ones_private_results_are_not_compared(samples: Graph) -> None:
    nobody = Explorer(samples, "demo", Caller(None))
    with pytest.raises(Forbidden):
        nobody.compare(FIRST, SECOND)
