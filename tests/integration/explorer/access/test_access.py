"""Who may read what, on small drawn graphs, on both engines."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer.access import Access, Caller, read_caller
from tests.integration.explorer.access.world import caller, people
from tests.integration.explorer.drawing import draw

EVERYONE = ("alice", "bob", "carol", "anonymous", "admin")
WORLD = """
    alice owns history:1    bob reads history:1
    alice owns history:2    history:2 is published
    alice owns history:3    history:3 is importable
    bob owns history:4
"""


def may(graph: Graph, caller: Caller, *keys: str) -> set[str]:
    found = Access(graph, caller, "main").readable(f"main/{key.replace(':', '/')}" for key in keys)
    return {key.removeprefix("main/").replace("/", ":") for key in found}


@pytest.mark.parametrize(
    ("who", "histories"),
    [("alice", {1, 2, 3}), ("bob", {1, 2, 3, 4}), ("carol", {2, 3}), ("anonymous", {2, 3}), ("admin", {1, 2, 3, 4})],
)
def test_histories_are_readable_by_owner_shares_and_when_open(graph: Graph, who: str, histories: set[int]) -> None:
    people(graph, WORLD)
    asked = [f"history:{number}" for number in (1, 2, 3, 4)]
    assert may(graph, caller(who), *asked) == {f"history:{number}" for number in histories}


def test_items_are_readable_with_their_history_and_all_their_roles(graph: Graph) -> None:
    draw(
        graph,
        "te:1 -out-> hda:1\n te:1 -out-> hda:2\n te:1 -out-> hda:3\n te:1 -out-> hdca:4",
        {"hda:2": {"access_roles": [7, 8]}, "hda:3": {"access_roles": [7], "history": 4}},
    )
    people(graph, WORLD)
    items = ("hda:1", "hda:2", "hda:3", "hdca:4", "hda:99")
    assert may(graph, caller("alice"), *items) == {"hda:1", "hdca:4"}
    assert may(graph, caller("alice", 7), *items) == {"hda:1", "hdca:4"}
    assert may(graph, caller("alice", 7, 8), *items) == {"hda:1", "hda:2", "hdca:4"}
    assert may(graph, caller("bob", 7), *items) == {"hda:1", "hda:3", "hdca:4"}
    assert may(graph, caller("carol", 7, 8), *items) == set()


def test_executions_are_readable_with_an_output_else_an_input_and_where_they_ran_for_the_owner(graph: Graph) -> None:
    picture = """
        hda:1 -reads-> te:1 -out-> hda:2
        hda:1 -reads-> te:2
        te:3 -out-> hda:3
        job:4 for te:3
        job:5 for te:5
    """
    draw(graph, picture, {"hda:2": {"history": 4}, "hda:3": {"history": 4}, "job:4": {"history_id": 2}})
    people(graph, WORLD)
    asked = ("te:1", "te:2", "te:3", "te:5", "job:4")
    assert may(graph, caller("alice"), *asked) == {"te:2", "te:3", "job:4"}
    assert may(graph, caller("bob"), *asked) == {"te:1", "te:2", "te:3"}
    assert may(graph, caller("carol"), *asked) == set()


def test_a_user_of_one_galaxy_is_anonymous_at_another(graph: Graph) -> None:
    people(graph, WORLD)
    alice = Caller(1, instance="elsewhere")
    assert may(graph, alice, "history:1", "history:2") == {"history:2"}
    assert Access(graph, caller("alice"), "elsewhere").readable(["main/history/1", "main/history/2"]) == set()


def test_roles_are_read_from_the_graph(graph: Graph) -> None:
    people(graph, WORLD)
    assert read_caller(graph, "main", 1) == Caller(1, instance="main")
    assert read_caller(graph, "main", 99, is_admin=True).is_admin


def test_fingerprints_tell_callers_apart_who_see_different_things() -> None:
    some = [
        Caller(1),
        Caller(2),
        Caller(1, roles=frozenset({3})),
        Caller(),
        Caller(is_admin=True),
        Caller(1, instance="x"),
    ]
    assert len({one.fingerprint for one in some}) == len(some)
    assert Caller(1, roles=frozenset({3, 4})).fingerprint == Caller(1, roles=frozenset({4, 3})).fingerprint
