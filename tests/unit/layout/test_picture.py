"""Which nodes of a history graph are cards, which edges are lines, and how they are drawn."""

from __future__ import annotations

from explorer.graph.model import Edge, Execution, HistoryGraph, HistoryName, Item, Node, Truncation
from explorer.layout import Card
from explorer.refs import Ref
from explorer.view.picture import draw, laid_out

HOME = HistoryName(Ref("history", 2), "RNA-seq")
AWAY = HistoryName(Ref("history", 1), "Reference data")


def dataset(number: int, name: str = "Counts", **more: object) -> Item:
    return Item(ref=Ref("hda", number), name=name, **more)


def collection(number: int, name: str = "Read pairs", **more: object) -> Item:
    return Item(ref=Ref("hdca", number), name=name, **more)


def execution(number: int, **more: object) -> Execution:
    return Execution(ref=Ref("tool_execution", number), **({"tool_name": "Align reads"} | more))


def graph(nodes: list[Node], *edges: Edge) -> HistoryGraph:
    return HistoryGraph(tuple(nodes), edges, Truncation(), HOME)


def edge(source: Node, target: Node, kind: str, **more: object) -> Edge:
    return Edge(source=source.ref, target=target.ref, type=kind, **more)


def styles(*edges: Edge, nodes: list[Node]) -> list[tuple[str, ...]]:
    return [line.style for line in draw(graph(nodes, *edges)).edges]


def test_an_execution_and_its_outputs_are_one_block():
    reads, tool, made = collection(1, count=6), execution(7, mapped=True, count=6), collection(4, "Alignments", count=6)
    picture = draw(
        graph(
            [made, tool, reads],
            edge(reads, tool, "collection_input", mapped=True, via="payload"),
            edge(tool, made, "collection_output"),
        )
    )
    assert [(c.ref.src, c.column, c.block, c.lines) for c in picture.cards] == [
        ("hdca", 0, 0, ("Read pairs ×6",)),  # noqa: RUF001
        ("tool_execution", 1, 1, ("Align reads ×6",)),  # noqa: RUF001
        ("hdca", 1, 1, ("Alignments ×6",)),  # noqa: RUF001
    ]
    assert [(s.source, s.target) for s in picture.spines] == [(tool.ref, made.ref)]
    assert [(e.source, e.target, e.style) for e in picture.edges] == [(reads.ref, tool.ref, ("many",))]


def test_uploads_are_not_cards():
    upload, made = execution(1, upload=True), dataset(1, upload=True)
    picture = draw(graph([upload, made], edge(upload, made, "dataset_output")))
    assert [card.ref for card in picture.cards] == [made.ref]
    assert picture.spines == ()


def test_one_job_is_not_many():
    picture = draw(graph([execution(1, count=1)]))
    assert picture.cards[0].lines == ("Align reads",)


def test_a_tool_without_a_name_shows_its_id():
    assert draw(graph([execution(1, tool_name=None, tool_id="align_reads")])).cards[0].lines == ("align_reads",)


def test_a_dataset_is_a_line_and_a_collection_read_at_once_is_gathered():
    tool, one, many = execution(1), dataset(1), collection(1, count=3)
    inputs = edge(one, tool, "dataset_input", via="payload"), edge(many, tool, "collection_input", via="payload")
    assert sorted(styles(*inputs, nodes=[tool, one, many])) == [(), ("many", "whole")]


def test_some_elements_of_a_collection_are_a_plain_line():
    tool, many = execution(1), collection(1, count=3)
    one = edge(many, tool, "collection_input", via="payload", element=True)
    assert styles(one, nodes=[tool, many]) == [()]


def test_a_line_that_rests_on_job_records_is_dotted():
    tool, one = execution(1), dataset(1)
    assert styles(edge(one, tool, "dataset_input", via="job"), nodes=[tool, one]) == [("evidence",)]


def test_copies_are_dashed():
    one, copy = dataset(1), dataset(2)
    assert styles(edge(one, copy, "dataset_copy"), nodes=[one, copy]) == [("copy",)]


def test_elements_lead_to_what_was_put_together_by_hand_and_to_nothing_else():
    tool, one, whole = execution(1), dataset(1), collection(1, count=2)
    element = edge(one, whole, "dataset_element")
    assert styles(element, nodes=[tool, one, whole]) == [()]
    assert styles(element, edge(tool, whole, "collection_output"), nodes=[tool, one, whole]) == []
    by_elements = edge(tool, whole, "collection_output", via="elements")
    assert styles(element, by_elements, nodes=[tool, one, whole]) == [()]
    assert styles(edge(one, whole, "dataset_element", via="copy"), nodes=[one, whole]) == [("copy",)]


def test_sources_of_copies_in_other_histories_are_no_cards():
    there, here = dataset(1, history=AWAY), dataset(2)
    picture = draw(graph([there, here], edge(there, here, "dataset_copy")))
    assert [card.ref for card in picture.cards] == [here.ref]
    assert picture.edges == ()


def test_an_input_from_another_history_is_a_card_with_room_for_its_tab():
    there, tool = dataset(1, history=AWAY), execution(1)
    picture = draw(graph([there, tool], edge(there, tool, "dataset_input")))
    assert [(card.ref, card.y) for card in picture.cards] == [(there.ref, 20), (tool.ref, 20)]


def test_the_seed_has_room_for_its_tab():
    one = dataset(1)
    assert draw(graph([one]), seed=one.ref).cards[0].y == 20


def test_the_same_graph_is_laid_out_once():
    nodes = [dataset(99, "kept")]
    assert draw(graph(nodes)) is draw(graph(nodes))
    assert draw(graph(nodes)) is not draw(graph([dataset(99, "renamed")]))


def test_a_card_that_is_opened_is_another_picture():
    folded, opened = (
        Card("main/hdca/1", "collection", "Reads", 6),
        Card("main/hdca/1", "collection", "Reads", 6, more=90),
    )
    heights = [laid_out([card], []).cards[0].height for card in (folded, opened, folded)]
    assert heights[1] == heights[0] + 90
    assert heights[2] == heights[0]
