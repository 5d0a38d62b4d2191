"""Executions and producers in the sample, on both engines: what the panel of the explorer shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from cypher import Graph
from explorer import BadRequest, Explorer, NotFound, Ref
from explorer.executions.model import Parameter
from explorer.graph.model import Execution


@pytest.fixture
def demo(samples: Graph) -> Explorer:
    return Explorer(samples, "demo")


def leaves(parameters: Iterable[Parameter]) -> Iterator[Parameter]:
    for parameter in parameters:
        yield parameter
        yield from leaves(parameter.children or ())


def test_align_reads(demo: Explorer) -> None:
    found = demo.tool_execution("tool_execution:7")
    assert (found.tool.name, found.tool.version, found.validity) == ("Align reads", "3.2.1", "validated")
    assert (found.jobs.total, found.jobs.states) == (6, {"ok": 6})
    assert [job.index for job in found.jobs.items] == [0, 1, 2, 3, 4, 5]
    assert (found.create_time or "")[11:19] == "10:52:37"
    assert (found.end_time or "")[11:19] == "10:56:24"
    assert found.user == "amara-okafor"
    assert found.history
    assert found.history.name == "RNA-seq: heat stress in yeast"
    assert found.evidence.record == "tool request 7"
    assert found.evidence.key == "demo/te/7"
    assert found.evidence.via == {"payload": 2, "job": 0, "premap": 0}


def test_align_reads_has_two_of_four_parameters_set_differently(demo: Explorer) -> None:
    found = demo.tool_execution("tool_execution:7")
    assert (found.parameters_from, found.labels_from) == ("payload", "tool source")
    comparable = [one for one in leaves(found.parameters or ()) if one.differs is not None]
    assert len(comparable) == 4
    assert [(one.label, one.text, one.default_text) for one in comparable if one.differs] == [
        ("Library", "Read pairs", "Single reads"),
        ("Preset", "Sensitive", "Balanced"),
    ]


def test_align_reads_inputs_and_outputs(demo: Explorer) -> None:
    found = demo.tool_execution("tool_execution:7")
    assert [(one.input, one.label, one.item.hid, one.mapped) for one in found.inputs] == [
        ("library|pair", "Read pair", 45, True),
        ("reference", "Reference genome", 1, False),
    ]
    assert [(one.output, one.item.hid, one.item.count) for one in found.outputs] == [
        ("alignments", 84, 6),
        ("log", 85, 6),
    ]


@pytest.mark.parametrize("ref", ["tool_request:7", "icj:4", "job:43", "demo/te/7"])
def test_other_records_name_it_too(demo: Explorer, ref: str) -> None:
    assert demo.tool_execution(ref).ref == Ref("tool_execution", 7, "demo")


def test_failures_come_first_with_their_message(demo: Explorer) -> None:
    found = demo.tool_execution("tool_execution:48")
    assert [job.state for job in found.jobs.items] == ["error", "ok", "ok"]
    assert "k-mer size 25 is larger" in (found.jobs.items[0].message or "")
    assert found.jobs.items[1].message is None


def test_a_classic_map_over_rests_on_job_records(demo: Explorer) -> None:
    found = demo.tool_execution("icj:8")
    assert found.validity == "missing"
    assert (found.parameters_from, found.labels_from, found.payload) == ("job", None, None)
    assert [(one.item.hid, one.via, one.mapped) for one in found.inputs] == [(19, "premap", True)]
    assert [one.item.hid for one in found.outputs] == [20, 21]
    assert found.evidence.record == "map-over 8"


def test_an_empty_map_over_has_no_jobs(demo: Explorer) -> None:
    graph = demo.history_graph(10)
    empty = [demo.tool_execution(node.ref) for node in graph.nodes if isinstance(node, Execution) and not node.count]
    assert empty
    for found in empty:
        assert (found.jobs.total, found.jobs.items, found.user, found.end_time) == (0, (), None, None)
        assert found.inputs
        assert found.outputs
        assert found.history
        assert found.history.ref.id == 10
        assert found.parameters


def test_a_workflow_step(demo: Explorer) -> None:
    graph = demo.history_graph(8)
    steps = [demo.tool_execution(node.ref).invocation_step for node in graph.nodes if not node.ref.is_item]
    named = [step for step in steps if step]
    assert named
    assert all(step.workflow and step.invocation for step in named)


def test_producers_of_an_output(demo: Explorer) -> None:
    found = demo.producers("hdca:7")
    assert found.item.hid == 84
    assert [str(one.ref) for one in found.producers] == ["tool_execution:7"]
    assert found.copied_from == ()


def test_an_element_has_the_producer_of_its_collection(demo: Explorer, samples: Graph) -> None:
    [row] = samples.read("view/leaves", collection="demo/hdca/7", skip=0, limit=1)
    leaf = Ref.of_key(row["leaves"][0][0])
    assert [str(one.ref) for one in demo.producers(leaf).producers] == ["tool_execution:7"]


def test_a_copy(demo: Explorer) -> None:
    copy, source = demo.producers("hda:6"), demo.producers("hda:1")
    assert [item.ref for item in copy.copied_from] == [Ref("hda", 1, "demo")]
    assert copy.copied_from[0].history
    assert copy.copied_from[0].history.name == "Reference data for the teaching group"
    assert copy.producers == ()
    assert source.copies > 0


@pytest.mark.parametrize("ref", ["hda:999999", "hdca:999999"])
def test_an_unknown_item(demo: Explorer, ref: str) -> None:
    with pytest.raises(NotFound, match=f"{ref} is not in the graph"):
        demo.producers(ref)


def test_an_unknown_execution(demo: Explorer) -> None:
    with pytest.raises(NotFound, match="job:999999"):
        demo.tool_execution("job:999999")


def test_only_items_have_producers(demo: Explorer) -> None:
    with pytest.raises(BadRequest, match="no dataset or collection"):
        demo.producers("job:1")
