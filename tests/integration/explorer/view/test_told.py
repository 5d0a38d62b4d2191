"""What a view tells beside its cards: how many items there are, when executions ended, lines of elements, names."""

from __future__ import annotations

from typing import Any

from cypher import Graph
from explorer import Explorer, Ref
from explorer.layout.geometry import CARD_WIDTH, PITCH
from explorer.view import Filters, View, ViewQuestion
from explorer.view.frames import FRAME_SIDE, NAME_AT
from tests.integration.explorer.access.world import caller, people
from tests.integration.explorer.drawing import draw, short
from tests.integration.explorer.view.test_view import chain, steps

HISTORY = Ref("history", 1, "main")
WITHOUT_DELETED = Filters(hide=frozenset({"deleted"}))


def history(explorer: Explorer, **question: Any) -> View:
    return explorer.view(ViewQuestion(history=HISTORY, **question))


def lines(view: View) -> set[str]:
    return {" ".join([short(line.source), *line.style, short(line.target)]) for line in view.layout.edges}


def ends(view: View) -> dict[str, str | None]:
    return {short(node.ref): node.end_time for node in view.nodes if not node.ref.is_item}  # type: ignore[attr-defined]


def test_a_history_says_how_many_items_its_reader_has_in_all(graph: Graph) -> None:
    changes: dict[str, Any] = {"hda:3": {"deleted": True}, "hda:4": {"access_roles": [5]}, "hda:5": {"visible": False}}
    changes |= {"hda:6": {"visible": False, "is_element": True}}
    draw(graph, "\n".join(f"te:{n} -out-> hda:{n}" for n in range(1, 7)), changes)
    people(graph, "alice owns history:1")
    alice, admin = Explorer(graph, "main", caller("alice")), Explorer(graph)
    assert [history(each, limit=1, filters=WITHOUT_DELETED).total for each in (alice, admin)] == [3, 4]
    assert history(admin, limit=1).total == 5
    assert admin.view(ViewQuestion(seed=Ref("hda", 1, "main"))).total is None


def test_an_execution_ended_with_its_last_job(graph: Graph) -> None:
    times = {"job:1": "2026-03-16T10:53:00Z", "job:2": "2026-03-16T10:56:24Z"}
    changes: dict[str, Any] = {job: {"update_time": time} for job, time in times.items()}
    picture = "te:1 -out-> hda:1 -in-> te:2 -out-> hda:2   job:1 for te:1   job:2 for te:1"
    draw(graph, picture, changes)
    assert ends(history(Explorer(graph))) == {"te:1": "2026-03-16T10:56:24Z", "te:2": None}
    assert set(ends(history(Explorer(graph), group="tool")).values()) == {None}


def test_elements_lead_to_a_collection_that_was_put_together_by_hand(graph: Graph) -> None:
    draw(graph, "hda:1 in[a] hdca:3   hda:2 in[b] hdca:3   hdca:3 -all-> te:1 -out-> hda:5")
    expected = {"hda:1 hdca:3", "hda:2 hdca:3", "hdca:3 many whole te:1"}
    assert lines(history(Explorer(graph))) == expected
    assert lines(Explorer(graph).view(ViewQuestion(seed=Ref("hdca", 3, "main")))) == expected


def test_hidden_copies_in_such_a_collection_come_from_what_they_are_copies_of(graph: Graph) -> None:
    hidden = {"visible": False, "is_element": True}
    draw(graph, "hda:1 ~> hda:2 in[a] hdca:3", {"hda:2": hidden})
    assert lines(history(Explorer(graph))) == {"hda:1 copy hdca:3"}


def test_elements_of_a_collection_that_was_made_are_no_lines(graph: Graph) -> None:
    draw(graph, "te:1 -out-> hdca:3   te:1 -out-> hda:1   hda:1 in[a] hdca:3   hdca:3 ~> hdca:4   hda:1 in[a] hdca:4")
    assert lines(history(Explorer(graph))) == {"hdca:3 copy hdca:4"}


def test_a_name_may_be_as_long_as_its_band_is_free(graph: Graph) -> None:
    chain(graph)
    steps(graph)
    (frame,) = history(Explorer(graph)).layout.frames
    assert [box[0] for box in frame.boxes] == [frame.label[0] - FRAME_SIDE, frame.label[0] - FRAME_SIDE + PITCH]
    assert frame.room == PITCH + CARD_WIDTH + FRAME_SIDE - NAME_AT
