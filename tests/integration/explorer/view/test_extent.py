"""How large a lineage is: what opening its sides again and again shows, on both engines."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import Explorer, NotFound, Ref
from explorer.refs import SOURCES
from explorer.view import View, ViewQuestion, extent
from explorer.view.model import Extent
from explorer.view.question import WAYS, Hop
from tests.integration.explorer.access.world import caller, people
from tests.integration.explorer.drawing import draw

#   hda:9 ---------v             .-> hda:6
#   hda:1 -> [1] -> hda:2 -> [2] -> hda:3 -> [3] -> hda:4 ~> hda:5 -> [4] -> hda:7
#                                   hda:8 ----^
LINE = """
    te:10 -up-> hda:1 -in-> te:1 -out-> hda:2 -in-> te:2 -out-> hda:3 -in-> te:3 -out-> hda:4 ~> hda:5
    hda:5 -in-> te:4 -out-> hda:7
    hda:9 -ref-> te:2 -report-> hda:6      hda:8 -ref-> te:3
"""
UPLOADED = {"te:10": {"tool_id": "upload1"}}
ELEMENTS = """
    hda:1 in[a] hdca:3   hda:2 in[b] hdca:3   te:1 -out-> hdca:3   te:1 -out-> hda:1   te:1 -out-> hda:2
    hda:1 -reads-> te:2 -out-> hda:5
"""
HIDDEN = {f"hda:{number}": {"visible": False, "is_element": True} for number in (1, 2)}


def ref(short: str) -> Ref:
    kind, number = short.split(":")
    return Ref(SOURCES[kind], int(number), "main")


def all_open(explorer: Explorer, seed: Ref) -> View:
    """Open the sides that lead away from the seed until none is left."""
    view = explorer.view(ViewQuestion(seed=seed))
    hops: dict[Hop, int] = {}
    while found := {
        (view.nodes[index].ref, way): 1
        for index, more in view.more
        for way in WAYS["both"]
        if getattr(more, way) and view.nodes[index].ref in away(view, way)
    }:
        hops |= found
        view = explorer.view(ViewQuestion(seed=seed, hops=hops))
    return view


def away(view: View, way: str) -> set[Ref]:
    """Return what is reached from the seed one way, over the edges that are shown."""
    assert view.seed
    reached, ends = {view.seed}, [(edge.source, edge.target) for edge in view.edges]
    ends = ends if way == "downstream" else [(target, source) for source, target in ends]
    while new := {b for a, b in ends if a in reached} - reached:
        reached |= new
    return reached


@pytest.mark.parametrize(
    ("picture", "seed", "cards"),
    [(LINE, "hda:3", 12), (LINE, "hda:7", 13), (LINE, "te:2", 12), (ELEMENTS, "hdca:3", 4), (ELEMENTS, "hda:5", 4)],
)
def test_it_is_what_opening_everything_shows(graph: Graph, picture: str, seed: str, cards: int) -> None:
    draw(graph, picture, UPLOADED if picture == LINE else HIDDEN)
    explorer = Explorer(graph)
    assert explorer.extent(ref(seed)) == Extent(cards, goes_on=False)
    assert len(all_open(explorer, ref(seed)).nodes) == cards


def test_what_the_caller_may_not_read_is_not_counted(graph: Graph) -> None:
    draw(graph, LINE, UPLOADED | {"hda:5": {"history": 2}, "hda:7": {"history": 2}})
    people(graph, "alice owns history:1  bob reads history:1  alice owns history:2")
    assert Explorer(graph, "main", caller("alice")).extent(ref("hda:3")).cards == 12
    assert Explorer(graph, "main", caller("bob")).extent(ref("hda:3")).cards == 9


def test_counting_ends_where_nobody_looks_any_more(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(graph, LINE, UPLOADED)
    monkeypatch.setattr(extent, "MOST_CARDS", 4)
    found = Explorer(graph).extent(ref("hda:3"))
    assert found.goes_on
    assert 4 < found.cards < 12


def test_of_nothing_there_is_none(graph: Graph) -> None:
    draw(graph, LINE)
    with pytest.raises(NotFound):
        Explorer(graph).extent(ref("hda:77"))
