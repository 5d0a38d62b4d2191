"""Which tool an execution ran: from Galaxy's toolbox, or rebuilt from the source that was kept.

te/1 ──OF_TOOL──► cat 1.0 (its text)      te/2 (no source)      te/3 ──OF_TOOL──► a text that may be another tool's
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cypher import EdgeRow, Graph, NodeRow
from explorer import ANONYMOUS, Explorer
from explorer.errors import BadRequest, Forbidden, NotFound
from explorer.refs import Ref
from explorer.toolbox import Strategy
from explorer.view import ViewQuestion

INPUTS = '<inputs><param name="lines" type="integer" value="7"/></inputs>'
CAT = f'<tool id="cat" name="Concatenate" version="1.0">{INPUTS}</tool>'
INSTALLED = {
    "id": "cat",
    "name": "Concatenate now",
    "version": "2.0",
    "inputs": [
        {"name": "lines", "type": "integer", "label": "Lines", "value": "9"},
        {
            "name": "how",
            "type": "conditional",
            "test_param": {"name": "mode", "type": "select", "options": [["Fast", "f", True]], "value": "f"},
            "cases": [{"value": "f", "inputs": [{"name": "speed", "type": "float", "value": "1.5"}]}],
        },
        {
            "name": "more",
            "type": "repeat",
            "title": "More",
            "min": 1,
            "inputs": [{"name": "in", "type": "data", "value": None}],
        },
        "nonsense",
        {"type": "text"},
    ],
}


class Shelf:
    """A toolbox of one tool."""

    def tool(self, tool_id: str, version: str | None) -> Mapping[str, Any] | None:
        del version
        return INSTALLED if tool_id == "cat" else None

    def names(self) -> Mapping[str, str]:
        return {"cat": "Concatenate now"}


@pytest.fixture
def ran(graph: Graph) -> Graph:
    executions = [
        NodeRow("ToolExecution", f"main/te/{n}", {"tool_id": "cat", "tool_version": "1.0"}) for n in (1, 2, 3)
    ]
    other = NodeRow("ToolExecution", "main/te/4", {"tool_id": "gone"})
    texts = [
        NodeRow(
            "ToolSource", f"main/ts/{name}", {"source": CAT, "source_class": "XmlToolSource", "untrusted": untrusted}
        )
        for name, untrusted in (("own", None), ("merged", True))
    ]
    edges = [
        EdgeRow("OF_TOOL", "ToolExecution", f"main/te/{n}", "ToolSource", f"main/ts/{name}")
        for n, name in ((1, "own"), (3, "merged"))
    ]
    graph.writer().apply([*executions, other, *texts], edges)
    return graph


@pytest.mark.parametrize(
    ("execution", "strategy", "toolbox", "found"),
    [
        (1, "rebuild", Shelf(), ("rebuild", "1.0", "Concatenate")),
        (1, "toolbox", Shelf(), ("toolbox", "2.0", "Concatenate now")),
        (1, "toolbox", None, ("rebuild", "1.0", "Concatenate")),
        (2, "rebuild", Shelf(), ("toolbox", "2.0", "Concatenate now")),
        (3, "rebuild", Shelf(), ("toolbox", "2.0", "Concatenate now")),
    ],
)
def test_each_strategy_falls_back_to_the_other(
    ran: Graph, execution: int, strategy: Strategy, toolbox: Shelf | None, found: tuple[str, str, str]
) -> None:
    explorer = Explorer(ran, toolbox=toolbox)
    tool = explorer.tool_for_execution(f"tool_execution:{execution}", strategy)
    assert (tool.strategy, tool.version, tool.name) == found
    assert tool.form.fields[0].name == "lines"


def test_the_form_of_an_installed_tool(ran: Graph) -> None:
    form = Explorer(ran, toolbox=Shelf()).tool_for_execution("tool_execution:2", "toolbox").form
    lines, how, more = form.fields
    assert (lines.label, lines.default, lines.has_default) == ("Lines", "9", True)
    assert how.children[0].options == (("f", "Fast"),)
    assert [(value, [field.name for field in fields]) for value, fields in how.cases] == [("f", ["speed"])]
    assert (more.label, more.at_least, more.children[0].has_default) == ("More", 1, False)


@pytest.mark.parametrize("execution", [2, 3])
def test_a_tool_that_neither_way_finds(ran: Graph, execution: int) -> None:
    with pytest.raises(NotFound):
        Explorer(ran).tool_for_execution(f"tool_execution:{execution}", "rebuild")
    with pytest.raises(NotFound):
        Explorer(ran, toolbox=Shelf()).tool_for_execution("tool_execution:4", "toolbox")


def test_what_is_refused(ran: Graph) -> None:
    with pytest.raises(BadRequest):
        Explorer(ran).tool_for_execution("tool_execution:1", "guess")  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        Explorer(ran, caller=ANONYMOUS).tool_for_execution("tool_execution:1", "rebuild")
    with pytest.raises(NotFound):
        Explorer(ran).tool_for_execution("tool_execution:77", "rebuild")


def test_what_no_source_names_the_toolbox_does(ran: Graph) -> None:
    explorer, alone = Explorer(ran, toolbox=Shelf()), Explorer(ran)
    seen = explorer.view(ViewQuestion(seed=Ref("tool_execution", 2)))
    assert [node.tool_name for node in seen.nodes] == ["Concatenate now"]
    assert seen.layout.cards[0].lines == ("Concatenate now",)
    assert explorer.tool_execution("tool_execution:2").tool.name == "Concatenate now"
    assert explorer.tool_execution("tool_execution:1").tool.name == "Concatenate"
    assert alone.tool_execution("tool_execution:2").tool.name is None


def test_a_few_executions_at_once(ran: Graph) -> None:
    refs = [Ref("tool_execution", number) for number in (1, 2, 77)]
    assert [each.ref.id for each in Explorer(ran).tool_executions(refs)] == [1, 2]
    assert Explorer(ran, caller=ANONYMOUS).tool_executions(refs) == []
