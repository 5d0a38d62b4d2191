"""What notebooks get."""

from __future__ import annotations

import explorer
from explorer import Ref
from explorer.graph.model import Edge, HistoryGraph, Node, Truncation


def test_to_networkx_keeps_every_edge() -> None:
    item, tool = Ref("hda", 1), Ref("tool_execution", 2)
    edges = tuple(Edge(source=item, target=tool, type="dataset_input", input=name) for name in ("left", "right"))
    graph = HistoryGraph((Node(ref=item, name="x"), Node(ref=tool)), edges, Truncation()).to_networkx()
    assert graph.nodes[item]["node"].name == "x"
    assert {edge.input for _, _, edge in graph.edges(data="edge")} == {"left", "right"}


def test_what_is_public() -> None:
    assert sorted(explorer.__all__) == [name for name in sorted(explorer.__all__) if hasattr(explorer, name)]
