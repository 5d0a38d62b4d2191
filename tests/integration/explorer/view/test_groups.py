"""Histories that are too large to draw: a card for each tool, on both engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cypher import Graph
from explorer import BadRequest, Explorer, Ref
from explorer.view import Filters, View, ViewQuestion, begin
from tests.integration.explorer.drawing import draw

HISTORY = Ref("history", 1, "main")

#   hda:1 -> [trim] -> hda:2 ~> hda:3 -> [align] -> hda:4 -> [count]
#   hda:5 -> [trim] -> hda:6 ----------> [align] -> hda:7 -> [trim]     and [report], on its own
LARGE = """
    hda:1 -in-> te:1 -out-> hda:2 ~> hda:3 -in-> te:2 -out-> hda:4 -in-> te:3 -out-> hda:8
    hda:5 -in-> te:4 -out-> hda:6 -in-> te:5 -out-> hda:7 -in-> te:6 -out-> hda:9
    te:7 -out-> hda:10
    job:1 for te:1
    job:4 for te:4
"""
TOOLS = {1: "trim", 4: "trim", 6: "trim", 2: "align", 5: "align", 3: "count", 7: "report"}


def changes(more: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Mapping[str, Any]]:
    tools = {f"te:{number}": {"tool_id": tool} for number, tool in TOOLS.items()}
    return {**tools, "job:1": {"state": "ok"}, "job:4": {"state": "error"}, **(more or {})}


def asked(graph: Graph, **question: Any) -> View:
    return Explorer(graph).view(ViewQuestion(history=HISTORY, **question))


def counts(view: View) -> dict[str | None, int]:
    return {node.tool_id: node.count for node in view.nodes}  # type: ignore[attr-defined]


def ways(view: View) -> set[tuple[str | None, str | None]]:
    names = {node.ref: node.tool_id for node in view.nodes}
    return {(names[edge.source], names[edge.target]) for edge in view.edges}


def test_a_card_stands_for_all_executions_of_a_tool(graph: Graph) -> None:
    draw(graph, LARGE, changes())
    view = asked(graph, group="tool")
    assert view.grouped
    assert counts(view) == {"trim": 3, "align": 2, "count": 1, "report": 1}
    assert ways(view) == {("trim", "align"), ("align", "count"), ("align", "trim")}
    assert len(view.layout.cards) == 4
    trimmed = next(node for node in view.nodes if node.tool_id == "trim")
    assert trimmed.states == {"error": 1, "ok": 1}  # type: ignore[attr-defined]


def test_what_there_is_to_filter_by_is_that_of_everything(graph: Graph) -> None:
    draw(graph, LARGE, changes())
    grouped, plain = asked(graph, group="tool"), asked(graph, group="none")
    assert grouped.counts == plain.counts
    assert not plain.grouped


def test_a_history_is_grouped_by_itself_when_it_is_larger_than_can_be_drawn(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(graph, LARGE, changes())
    assert not asked(graph).grouped
    monkeypatch.setattr(begin, "MAX_ITEMS", 9)
    assert asked(graph).grouped
    assert asked(graph, limit=2).grouped
    assert not asked(graph, group="none").grouped
    assert not asked(graph, filters=Filters(tools=frozenset({"align"}))).grouped, "few enough are left to draw"


def test_a_filter_by_tool_draws_a_group(graph: Graph) -> None:
    draw(graph, LARGE, changes())
    view = asked(graph, group="none", filters=Filters(tools=frozenset({"align"})))
    drawn = {f"{node.ref.src}:{node.ref.id}" for node in view.nodes}
    assert drawn == {"hda:3", "hda:4", "hda:6", "hda:7", "tool_execution:2", "tool_execution:5"}


@pytest.mark.parametrize(
    "question", [{"seed": Ref("hda", 1, "main"), "group": "tool"}, {"history": HISTORY, "group": "size"}]
)
def test_only_a_history_is_shown_by_tool(question: dict[str, Any]) -> None:
    with pytest.raises(BadRequest, match="group"):
        ViewQuestion(**question)
