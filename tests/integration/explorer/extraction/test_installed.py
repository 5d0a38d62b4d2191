"""What only a Galaxy that has the tool installed knows: the revision of its repository."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cypher import EdgeRow, Graph, NodeRow
from explorer import Explorer, Ref
from explorer.extraction.document import document
from explorer.extraction.model import Selection

SHED_TOOL = "toolshed.g2.bx.psu.edu/repos/iuc/filter/filter1/1.2"


class Installed:
    """A toolbox with one tool of a tool shed, as `GET /api/tools/{id}` describes it."""

    def tool(self, tool_id: str, version: str | None) -> Mapping[str, Any] | None:
        repository = {"name": "filter", "owner": "iuc", "tool_shed": "toolshed.g2.bx.psu.edu"}
        said = {"id": tool_id, "version": version, "name": "Filter", "inputs": []}
        return said | {"tool_shed_repository": repository | {"changeset_revision": "0123456789ab"}}

    def names(self) -> Mapping[str, str]:
        return {}


@pytest.fixture
def ran(graph: Graph) -> Graph:
    tool = {"tool_id": SHED_TOOL, "tool_version": "1.2", "state": "missing"}
    nodes = [NodeRow("ToolExecution", "main/te/1", tool), NodeRow("Dataset", "main/hda/1", {"name": "kept"})]
    made = EdgeRow("PRODUCED", "ToolExecution", "main/te/1", "Dataset", "main/hda/1", {"output": "out"})
    graph.writer().apply(nodes, [made])
    return graph


def test_a_toolbox_tells_the_revision_of_a_repository(ran: Graph) -> None:
    selection = Selection(name="shed", executions=(Ref("tool_execution", 1),))
    step = document(Explorer(ran, toolbox=Installed()).extract(selection).draft, "ga")["steps"]["0"]
    assert step["tool_shed_repository"] == {
        "tool_shed": "toolshed.g2.bx.psu.edu",
        "owner": "iuc",
        "name": "filter",
        "changeset_revision": "0123456789ab",
    }
    without = document(Explorer(ran).extract(selection).draft, "ga")["steps"]["0"]
    assert without["tool_id"] == SHED_TOOL
    assert "tool_shed_repository" not in without
