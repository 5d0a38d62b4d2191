"""A workflow shows nothing that its caller may not read, and names nobody's data but by what it needs."""

from __future__ import annotations

from typing import Any

import pytest

from cypher import EdgeRow, Graph, NodeRow
from explorer import Explorer, Forbidden, Ref
from explorer.access import Caller
from explorer.extraction.model import Extracted, Selection
from tests.integration.explorer.drawing import draw, full
from tests.integration.explorer.extraction.reading import inputs, steps, tools

ALICE = Caller(user_id=1)
SECRET = "secret"


@pytest.fixture
def world(graph: Graph) -> Graph:
    """Alice owns history 1; history 2 is somebody else's: what is there is called SECRET."""
    draw(
        graph,
        """
        hda:1 -in-> te:1 -out-> hda:2 ~> hda:3 -in-> te:2 -out-> hda:4
        hda:5 -other-> te:2      hdca:6 -all-> te:2     hda:7 in[a] hdca:6
        """,
        {
            "hda:1": {"history": 2, "name": SECRET, "annotation": SECRET},
            "hda:2": {"history": 2, "name": SECRET},
            "hda:5": {"history": 2, "name": SECRET, "extension": SECRET},
            "hda:7": {"access_roles": [9], "name": SECRET, "extension": SECRET},
            "te:1": {"tool_id": SECRET, "state": "missing"},
            "te:2": {"tool_id": "count", "state": "missing"},
            "hda:3": {"name": "mine"},
            "hdca:6": {"name": "list"},
        },
    )
    owner = NodeRow("User", full("user:1"), {"username": "alice"})
    graph.writer().apply([owner], [EdgeRow("OWNS", "User", owner.key, "History", full("history:1"))])
    return graph


def extract(graph: Graph, **chosen: Any) -> Extracted:
    return Explorer(graph, caller=ALICE).extract(Selection(name="workflow", **chosen))


def test_what_may_not_be_read_is_an_input_without_a_name(world: Graph) -> None:
    found = extract(world, executions=(Ref("tool_execution", 2),))
    assert steps(found.draft) == ["list", "mine", "Input Dataset", "count"]
    unnamed = inputs(found.draft)[2]
    assert (unnamed.item, unnamed.formats) == (None, ())
    assert SECRET not in repr(found)


def test_going_back_ends_at_what_may_not_be_read(world: Graph) -> None:
    found = extract(world, results=(Ref("hda", 4),))
    assert [step.tool.id for step in tools(found.draft)] == ["count"]
    assert SECRET not in repr(found)


def test_an_administrator_goes_on(world: Graph) -> None:
    found = Explorer(world).extract(Selection(name="workflow", results=(Ref("hda", 4),)))
    assert {step.tool.id for step in tools(found.draft)} == {SECRET, "count"}


@pytest.mark.parametrize(
    "chosen",
    [
        {"executions": (Ref("tool_execution", 1),)},
        {"results": (Ref("hda", 2),)},
        {"results": (Ref("hda", 4),), "until": (Ref("hda", 2),)},
        {"executions": (Ref("tool_execution", 2),), "inputs": (Ref("hda", 5),)},
    ],
    ids=["execution", "result", "until", "input"],
)
def test_naming_what_may_not_be_read_is_refused(world: Graph, chosen: dict[str, tuple[Ref, ...]]) -> None:
    with pytest.raises(Forbidden, match="You may not read"):
        extract(world, **chosen)
