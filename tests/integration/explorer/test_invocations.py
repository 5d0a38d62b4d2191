"""Runs of workflows in the sample, on both engines."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import BadRequest, Explorer, NotFound


@pytest.fixture
def demo(samples: Graph) -> Explorer:
    return Explorer(samples, "demo")


def test_a_run_has_its_steps_in_order(demo: Explorer) -> None:
    found = demo.invocation("invocation:1")
    assert found.workflow
    assert found.history
    indexes = [step.order_index for step in found.steps]
    assert indexes == list(range(len(indexes)))
    scheduled = [ref for step in found.steps for ref in step.executions]
    assert scheduled
    for ref in scheduled:
        step = demo.tool_execution(ref).invocation_step
        assert step
        assert step.workflow == found.workflow


def test_a_run_within_a_run_knows_it(demo: Explorer) -> None:
    runs = [demo.invocation(f"invocation:{number}") for number in range(1, 4)]
    within = [run for run in runs if run.parent]
    assert within
    assert all(run.parent in {one.ref for one in runs} for run in within)


def test_what_is_no_run(demo: Explorer) -> None:
    with pytest.raises(NotFound, match="workflow_invocation:999"):
        demo.invocation("invocation:999")
    with pytest.raises(BadRequest):
        demo.invocation("hda:1")
