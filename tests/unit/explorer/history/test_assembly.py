"""Order, ends of edges, and the neighbourhood of a seed.

hda:1 ──► te:1 ──► hda:2 ──► te:2 ──► hda:3
             └───► hda:4
"""

from __future__ import annotations

import pytest

from explorer import Ref, SeedNotFound
from explorer.graph.drafts import Draft
from explorer.graph.model import Direction, Node
from explorer.history.assembly import around, connect

DRAFTS = [
    Draft("main/te/2", "main/hda/3", "dataset_output"),
    Draft("main/te/1", "main/hda/4", "dataset_output"),
    Draft("main/hda/2", "main/te/2", "dataset_input"),
    Draft("main/te/1", "main/hda/2", "dataset_output"),
    Draft("main/hda/1", "main/te/1", "dataset_input"),
    Draft("main/hda/9", "main/te/1", "dataset_input"),
]


def nodes(*keys: str) -> dict[str, Node]:
    return {key: Node(ref=Ref.of_key(key)) for key in keys}


ALL = nodes(*(f"main/hda/{i}" for i in (4, 2, 3, 1)), "main/te/2", "main/te/1")


def test_nodes_by_kind_and_id_edges_by_ends_and_only_between_nodes() -> None:
    found, edges = connect(ALL, DRAFTS)
    assert [str(node.ref) for node in found] == [
        "hda:1",
        "hda:2",
        "hda:3",
        "hda:4",
        "tool_execution:1",
        "tool_execution:2",
    ]
    assert [(edge.source.id, edge.target.id, edge.type) for edge in edges] == [
        (1, 1, "dataset_input"),
        (2, 2, "dataset_input"),
        (1, 2, "dataset_output"),
        (1, 4, "dataset_output"),
        (2, 3, "dataset_output"),
    ]


def test_the_same_edge_twice_is_one() -> None:
    assert len(connect(ALL, [*DRAFTS, *DRAFTS])[1]) == 5


@pytest.mark.parametrize(
    ("seed", "direction", "depth", "reached"),
    [
        ("main/hda/2", "backward", 1, ["hda:2", "tool_execution:1"]),
        ("main/hda/2", "backward", 20, ["hda:1", "hda:2", "tool_execution:1"]),
        ("main/hda/2", "forward", 20, ["hda:2", "hda:3", "tool_execution:2"]),
        # siblings: both ways in every round
        ("main/hda/2", "both", 2, ["hda:1", "hda:2", "hda:3", "hda:4", "tool_execution:1", "tool_execution:2"]),
        ("main/hda/4", "forward", 20, ["hda:4"]),
    ],
)
def test_around_a_seed(seed: str, direction: Direction, depth: int, reached: list[str]) -> None:
    found, edges = around(connect(ALL, DRAFTS), Ref.of_key(seed), direction, depth)
    refs = {node.ref for node in found}
    assert [str(node.ref) for node in found] == reached
    assert all(edge.source in refs and edge.target in refs for edge in edges)


def test_a_seed_that_is_not_there() -> None:
    with pytest.raises(SeedNotFound, match="Seed hda:9 not found in graph") as refused:
        around(connect(ALL, DRAFTS), Ref("hda", 9), "both", 1)
    assert refused.value.ref == Ref("hda", 9)
