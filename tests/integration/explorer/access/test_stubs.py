"""What stands in an answer for what the caller may not read, on small drawn graphs.

Bob reads history 1; history 2 is Alice's own.
"""

from __future__ import annotations

from typing import Any

import pytest

from cypher import Graph
from explorer import Explorer, Forbidden, Ref, SeedNotFound, SeedScopeNotFound
from explorer.access.nodes import is_restricted
from explorer.graph.model import Execution, HistoryGraph, Item
from explorer.view.picture import draw as picture_of
from tests.integration.explorer.access.world import caller, people
from tests.integration.explorer.drawing import Changes, draw

ELSEWHERE: dict[str, Any] = {"history": 2}


def bob(graph: Graph, picture: str, changes: Changes) -> Explorer:
    draw(graph, picture, changes)
    people(graph, "alice owns history:1  bob reads history:1  alice owns history:2")
    return Explorer(graph, "main", caller("bob"))


def stubs(graph: HistoryGraph) -> list[str]:
    return [node.ref.src for node in graph.nodes if is_restricted(node)]


@pytest.mark.parametrize("profile", ["full", "tes", "galaxy-26.1"])
def test_an_input_from_elsewhere_is_a_stub_at_the_end_of_a_nameless_edge(graph: Graph, profile: str) -> None:
    picture = """
        hda:1 -reads-> te:7 -report-> hda:2      tr:7 asked te:7
        job:3 for te:7                           job:3 wrote hda:2
    """
    explorer = bob(graph, picture, {"hda:1": ELSEWHERE, "job:3": {"tool_request_id": 7}})
    answer = explorer.history_graph(1, profile=profile)
    assert (stubs(answer), answer.truncated.hidden_by_access) == (["hda"], 1)
    [edge] = [edge for edge in answer.edges if edge.type == "dataset_input"]
    assert (is_restricted(answer.nodes[1]), edge.source) == (True, answer.nodes[1].ref)
    assert (edge.input, edge.via, edge.path) == (None, None, ())


def test_stubs_are_new_in_every_answer_and_stand_behind_what_is_real(graph: Graph) -> None:
    explorer = bob(graph, "hda:1 ~> hda:2", {"hda:1": ELSEWHERE})
    one, other = explorer.history_graph(1), explorer.history_graph(1)
    assert one.nodes[0].ref == Ref("hda", 2)
    assert one.nodes[1].ref != other.nodes[1].ref


def test_a_dataset_with_a_role_is_a_stub_in_a_readable_history_and_so_is_what_made_it(graph: Graph) -> None:
    explorer = bob(graph, "te:7 -out-> hda:2   te:8 -out-> hda:3", {"hda:2": {"access_roles": [5]}})
    answer = explorer.history_graph(1)
    assert stubs(answer) == ["hda", "tool_execution"]
    assert [node.tool_id for node in answer.nodes if isinstance(node, Execution)] == ["a_tool", None]
    assert [edge.output for edge in answer.edges] == ["out", None]
    with pytest.raises(Forbidden):
        explorer.tool_execution("tool_execution:7")


def test_names_beside_an_item_are_stubs_too(graph: Graph) -> None:
    explorer = bob(graph, "hda:1 ~> hda:2   hda:2 in[a] hdca:3", {"hda:1": ELSEWHERE, "hdca:3": ELSEWHERE})
    found = explorer.producers("hda:2")
    assert found.item.copied_from
    assert found.item.element_of
    assert [str(one.ref) for one in (found.item.copied_from, found.item.element_of)] == [
        "hda:restricted",
        "hdca:restricted",
    ]
    assert [str(item.ref) for item in found.copied_from] == ["hda:restricted"]


def test_states_and_copies_are_counted_as_far_as_they_may_be_read(graph: Graph) -> None:
    picture = "hda:1 in[a] hdca:9   hda:2 in[b] hdca:9   hda:2 ~> hda:3   hda:2 ~> hda:4"
    explorer = bob(graph, picture, {"hda:1": {"state": "error", **ELSEWHERE}, "hda:3": ELSEWHERE})
    [collection] = [node for node in explorer.history_graph(1).nodes if node.ref == Ref("hdca", 9)]
    assert isinstance(collection, Item)
    assert collection.states == {"restricted": 1, "ok": 1}
    assert explorer.producers("hda:2").copies == 1
    assert Explorer(graph).producers("hda:2").copies == 2


def test_what_is_a_stub_is_no_seed_and_no_centre(graph: Graph) -> None:
    explorer = bob(graph, "hda:1 ~> hda:2", {"hda:1": {"access_roles": [5]}})
    with pytest.raises(SeedNotFound):
        explorer.history_graph(1, seed=Ref("hda", 1))
    with pytest.raises(SeedScopeNotFound):
        explorer.history_graph(1, seed_scope=Ref("hda", 1))


def test_parameters_name_stubs(graph: Graph) -> None:
    payload = '{"one": {"src": "hda", "id": 1}, "two": {"src": "hda", "id": 2}, "many": 3}'
    explorer = bob(
        graph, "hda:1 -one-> te:7 -out-> hda:3   hda:2 -two-> te:7", {"hda:1": ELSEWHERE, "te:7": {"payload": payload}}
    )
    found = explorer.tool_execution("tool_execution:7")
    assert found.payload
    assert found.payload["one"].keys() == {"src", "id", "restricted"}
    assert found.payload["two"] == {"src": "hda", "id": 2}
    assert [str(item.ref) for parameter in found.parameters or () for item in parameter.items or ()] == [
        "hda:restricted",
        "hda:2",
    ]


def test_a_dataset_of_a_library_is_named_to_administrators_only(graph: Graph) -> None:
    stored = {
        "payload": '{"lib": {"src": "ldda", "id": 5}}',
        "external_inputs": '[{"input": "lib", "src": "ldda", "id": 5}]',
    }
    explorer = bob(graph, "te:7 -out-> hda:3", {"te:7": stored})
    found = explorer.tool_execution("tool_execution:7")
    assert found.payload == {"lib": {"src": "ldda", "restricted": True}}
    assert found.external_inputs == ({"input": "lib", "src": "ldda", "restricted": True},)
    everything = Explorer(graph).tool_execution("tool_execution:7")
    assert everything.payload == {"lib": {"src": "ldda", "id": 5}}
    assert everything.external_inputs == ({"input": "lib", "src": "ldda", "id": 5},)


def test_a_stub_has_a_card_without_a_name(graph: Graph) -> None:
    explorer = bob(graph, "hda:1 -reads-> te:7 -out-> hda:2", {"hda:1": ELSEWHERE})
    answer = explorer.history_graph(1)
    cards = {card.ref: card.lines for card in picture_of(answer).cards}
    assert cards[answer.nodes[1].ref] == ("",) or not any(cards[answer.nodes[1].ref])


def test_an_administrator_has_no_stubs_and_the_graph_is_not_asked(graph: Graph) -> None:
    bob(graph, "hda:1 ~> hda:2", {"hda:1": ELSEWHERE})
    answer = Explorer(graph).history_graph(1)
    assert (stubs(answer), answer.truncated.hidden_by_access) == ([], 0)
