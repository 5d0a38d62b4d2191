"""What each job itself read and wrote, on both engines: in the sample, and drawn."""

from __future__ import annotations

from typing import Any

import pytest

from cypher import Graph
from explorer import BadRequest, Explorer, NotFound
from explorer.access.restricted import Restricted
from tests.integration.explorer.access.world import caller, people
from tests.integration.explorer.drawing import draw

ELSEWHERE: dict[str, Any] = {"history": 2}


@pytest.fixture
def demo(samples: Graph) -> Explorer:
    return Explorer(samples, "demo")


def test_each_element_has_its_job_with_what_it_read_and_wrote(demo: Explorer) -> None:
    found = demo.job_data("tool_execution:48")
    assert found.total == 3
    assert [
        ("/".join(job.path), [one.item.hid for one in job.read], [one.item.hid for one in job.written], job.state)
        for job in found.rows
    ] == [
        ("isolate_04", [7], [10, 11, 12, 13], "ok"),
        ("isolate_05", [8], [10, 11, 14, 15], "error"),
        ("isolate_06", [9], [10, 11, 16, 17], "ok"),
    ]


def test_an_element_stands_for_its_collection(demo: Explorer) -> None:
    declared = demo.tool_execution("tool_execution:48")
    for job in demo.job_data("tool_execution:48").rows:
        assert {one.item.ref for one in declared.inputs} <= {ref for one in job.read for ref in one.stands_for}
        elements = [one for one in job.written if one.stands_for]
        assert {one.item.ref for one in declared.outputs} == {ref for one in elements for ref in one.stands_for}
        assert len(elements) == 2


def test_a_page_goes_on_where_the_one_before_ends(demo: Explorer) -> None:
    whole = demo.job_data("tool_execution:48").rows
    assert demo.job_data("tool_execution:48", limit=2, offset=2).rows == whole[2:]
    assert demo.job_data("tool_execution:48", offset=3).rows == ()


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (201, 0), (1, -1)])
def test_no_such_page(demo: Explorer, limit: int, offset: int) -> None:
    with pytest.raises(BadRequest):
        demo.job_data("tool_execution:48", limit, offset)


def test_no_such_execution(demo: Explorer) -> None:
    with pytest.raises(NotFound):
        demo.job_data("tool_execution:4711")


def test_what_may_not_be_read_is_a_stub_and_no_path_tells_its_name(graph: Graph) -> None:
    """Bob reads the result; what the job read, and a collection that holds the result, are Alice's own."""
    picture = """
        hda:1 -reads-> te:7 -out-> hda:2      hda:1 readby job:3
        job:3 for te:7                        job:3 wrote hda:2
        hda:2 in[secret] hdca:9
    """
    draw(graph, picture, {"hda:1": ELSEWHERE, "hdca:9": ELSEWHERE})
    people(graph, "alice owns history:1  bob reads history:1  alice owns history:2")
    [job] = Explorer(graph, "main", caller("bob")).job_data("tool_execution:7").rows
    assert [(type(one.item.ref), one.item.name, one.stands_for) for one in job.read] == [(Restricted, None, ())]
    assert [(str(one.item.ref), one.stands_for) for one in job.written] == [("hda:2", ())]
    assert job.path == ()
