"""How stubs look outside: their kind, a random id, and nothing else."""

from __future__ import annotations

from typing import Any

from api.encoding import Encoder
from api.ids import Ids
from api.schemas import HistoryGraph
from api.writing import write
from explorer.access import Restricted
from explorer.graph.model import Edge, Item, Named, Truncation
from explorer.graph.model import HistoryGraph as Graph
from explorer.refs import Ref

ENCODER = Encoder(Ids({"main": "galaxy-provenance-oracle-secret"}), "main")
HIDDEN = Restricted("hda", id=7)
STUB = {"src": "hda", "id": f"{7:032x}", "restricted": True}


def shown(graph: Graph) -> dict[str, Any]:
    answer = HistoryGraph.model_validate(ENCODER.encode(graph))
    assert write(HistoryGraph, graph, ENCODER).decode() == answer.model_dump_json()
    return answer.model_dump()


def test_a_stub_has_no_other_member() -> None:
    answer = shown(Graph((Item(ref=HIDDEN),), (), Truncation(hidden_by_access=1)))
    assert answer["nodes"] == [STUB]
    assert answer["truncated"]["hidden_by_access"] == 1


def test_an_edge_says_that_its_end_is_a_stub() -> None:
    edge = Edge(source=HIDDEN, target=Ref("hda", 1), type="dataset_copy")
    [found] = shown(Graph((), (edge,), Truncation()))["edges"]
    assert found["source"] == STUB
    assert "restricted" not in found["target"]


def test_a_name_can_be_a_stub() -> None:
    item = Item(ref=Ref("hda", 1), name="copy", copied_from=Named(ref=HIDDEN, name=None))
    [found] = shown(Graph((item,), (), Truncation()))["nodes"]
    assert found["copied_from"] == STUB


def test_without_stubs_nothing_is_said_of_them() -> None:
    assert "hidden_by_access" not in shown(Graph((), (), Truncation()))["truncated"]
