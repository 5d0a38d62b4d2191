"""Extraction of small drawn graphs: what real servers rarely have, and what must be told about it."""

from __future__ import annotations

import json
from typing import Any

from cypher import EdgeRow, Graph
from explorer import Explorer, Ref
from explorer.extraction.model import Extracted, Selection
from tests.integration.explorer.drawing import LABELS, draw, full
from tests.integration.explorer.extraction.reading import inputs, said, steps, tools, wiring


def extract(graph: Graph, *shorts: str, **more: Any) -> Extracted:
    """Extract executions, or what led to items."""
    refs = [Ref.of_key(f"main/{short.replace(':', '/')}") for short in shorts]
    chosen = {"results": tuple(r for r in refs if r.is_item), "executions": tuple(r for r in refs if not r.is_item)}
    return Explorer(graph).extract(Selection(name="workflow", **(chosen | more)))


def ran(tool: str, payload: Any = None) -> dict[str, Any]:
    """Return the properties of an execution of a tool, captured if it has a payload."""
    return (
        {"tool_id": tool, "state": "missing"} if payload is None else {"tool_id": tool, "payload": json.dumps(payload)}
    )


def test_an_element_of_an_output_is_an_input_and_that_is_told(graph: Graph) -> None:
    draw(
        graph,
        """
        hdca:1 -input*-> te:1 -out-> hdca:2     te:1 -out-> hda:5     hda:5 in[a] hdca:2     icj:1 for te:1
        hda:5 -input-> te:2 -out-> hda:9
        """,
        {"te:1": ran("split"), "te:2": ran("count"), "hda:5": {"name": "a"}, "hdca:1": {"name": "all"}},
    )
    found = extract(graph, "hda:9")
    assert wiring(found.draft) == {"all > split.input", "a > count.input"}
    assert [message for message in said(found, "lost") if "an element of outputs" in message]
    assert not found.report.lossless


def test_an_element_as_a_result_is_told_to_be_part_of_an_output(graph: Graph) -> None:
    draw(
        graph,
        "hdca:1 -input*-> te:1 -out-> hdca:2     te:1 -out-> hda:5     hda:5 in[a] hdca:2     icj:1 for te:1",
        {"te:1": ran("split"), "hda:5": {"name": "a"}},
    )
    found = extract(graph, "hda:5")
    assert [output.label for output in tools(found.draft)[0].outputs] == ["a"]
    assert any("element of an output" in message for message in said(found, "changed"))


def test_a_dataset_that_an_address_became_is_the_input_of_that_address(graph: Graph) -> None:
    """One input for it, whether a step asked for the address or read what had been fetched."""
    url = {"src": "url", "url": "https://example.org/reads.fastq", "ext": "fastq"}
    draw(
        graph,
        """
        hda:7 -x/job-> te:9
        te:1 -out-> hda:1     job:1 for te:1     te:3 -out-> hda:3
        hda:7 -input-> te:2 -out-> hda:2
        """,
        {"te:1": ran("trim", {"input": url}), "te:2": ran("count"), "te:3": ran("sort", {"input": url})},
    )
    graph.writer().apply([], [_read("hda:7", "job:1", "input")])
    found = extract(graph, "te:1", "te:2", "te:3")
    assert [step.label for step in inputs(found.draft)] == ["reads.fastq"]
    assert inputs(found.draft)[0].formats == ("fastq",)
    assert wiring(found.draft) == {f"reads.fastq > {tool}.input" for tool in ("trim", "count", "sort")}


def test_several_connections_on_one_input_stand_in_the_order_of_the_request(graph: Graph) -> None:
    wanted = [{"src": "hda", "id": number} for number in (3, 1, 2)]
    draw(
        graph,
        "hda:1 -in-> te:1 -out-> hda:9     hda:2 -in-> te:1     hda:3 -in-> te:1",
        {"te:1": ran("cat", {"in": wanted})},
    )
    found = extract(graph, "te:1")
    fed = [found.draft.steps[one.step] for one in tools(found.draft)[0].connections]
    assert [step.item for step in fed] == [Ref("hda", 3), Ref("hda", 1), Ref("hda", 2)]  # type: ignore[union-attr]


def test_one_input_for_a_dataset_and_its_copies(graph: Graph) -> None:
    draw(
        graph,
        "hda:1 ~> hda:2 -in-> te:1 -out-> hda:8     hda:1 ~> hda:3 -in-> te:2 -out-> hda:9     hda:1 -in-> te:3",
        {"te:1": ran("a"), "te:2": ran("b"), "te:3": ran("c")},
    )
    assert len(inputs(extract(graph, "te:1", "te:2", "te:3").draft)) == 1


def test_what_feeds_itself_is_told_and_not_connected(graph: Graph) -> None:
    """It cannot happen, but a database that was repaired by hand can say it."""
    draw(
        graph,
        "hda:1 -in-> te:1 -out-> hda:2 -in-> te:2 -out-> hda:1",
        {"te:1": ran("a"), "te:2": ran("b")},
    )
    found = extract(graph, "te:1", "te:2")
    assert steps(found.draft) == ["a", "b"]
    assert wiring(found.draft) == {"a.out > b.in"}
    assert any("no cycles" in message for message in said(found, "lost"))


def test_a_converted_dataset_is_the_one_it_was_converted_from(graph: Graph) -> None:
    draw(
        graph,
        "hda:1 -in-> te:9 -out-> hda:2 -in-> te:1 -out-> hda:3",
        {"te:9": ran("CONVERTER"), "te:1": ran("a"), "hda:1": {"name": "tabular"}},
    )
    graph.writer().apply([], [_edge("CONVERTED_TO", "hda:1", "hda:2")])
    found = extract(graph, "hda:3")
    assert wiring(found.draft) == {"tabular > a.in"}
    chosen = extract(graph, "te:9", "te:1")
    assert wiring(chosen.draft) == {"tabular > CONVERTER.in", "CONVERTER.out > a.in"}


def test_a_collection_that_was_put_together_by_hand_of_results_is_told(graph: Graph) -> None:
    draw(
        graph,
        "hda:1 -in-> te:1 -out-> hda:2 in[a] hdca:1 -in-> te:2 -out-> hda:3",
        {"te:1": ran("a"), "te:2": ran("b"), "hdca:1": {"name": "by hand"}},
    )
    found = extract(graph, "hda:3")
    assert wiring(found.draft) == {"by hand > b.in"}
    assert any("by hand" in message for message in said(found, "lost"))


def test_what_people_wrote_about_data_stands_at_the_steps(graph: Graph) -> None:
    """galaxy#6714."""
    draw(
        graph,
        "hda:1 -in-> te:1 -out-> hda:2",
        {"te:1": ran("a"), "hda:1": {"annotation": "lane 1"}, "hda:2": {"annotation": "without adapters"}},
    )
    found = extract(graph, "hda:2")
    assert [step.annotation for step in found.draft.steps] == ["lane 1", "without adapters"]  # type: ignore[union-attr]


def _read(item: str, job: str, name: str) -> Any:
    return _edge("READ_BY", item, job, {"input": name})


def _edge(kind: str, source: str, target: str, properties: Any = None) -> Any:
    ends = [(LABELS[short.split(":")[0]], full(short)) for short in (source, target)]
    return EdgeRow(kind, *ends[0], *ends[1], properties or {})
