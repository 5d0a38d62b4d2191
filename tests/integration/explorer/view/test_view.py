"""What a view shows of small drawn graphs, on both engines: hops, opened cards, hubs, filters, folded runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from cypher import EdgeRow, Graph, NodeRow
from explorer import BadRequest, Explorer, NotFound, Ref
from explorer.refs import SOURCES
from explorer.view import Filters, View, ViewQuestion
from tests.integration.explorer.drawing import Changes, draw

CHAIN = """
    hda:1 -in-> te:1 -out-> hda:2
    hda:2 -in-> te:2 -out-> hda:3
    hda:9 -ref-> te:2
    hda:3 -in-> te:3 -out-> hda:4
    hda:4 -in-> te:4 -out-> hda:5
"""


def ref(short: str) -> Ref:
    kind, number = short.split(":")
    return Ref(SOURCES[kind], int(number), "main")


def seen(graph: Graph, **question: Any) -> View:
    return Explorer(graph).view(ViewQuestion(**question))


def names(refs: Iterable[Ref]) -> set[str]:
    kinds = {src: kind for kind, src in SOURCES.items()}
    return {f"{kinds[one.src]}:{one.id}" for one in refs}


def shown(view: View) -> set[str]:
    return names(node.ref for node in view.nodes)


def more(view: View) -> dict[str, tuple[int, int]]:
    found = {}
    for index, beyond in view.more:
        (name,) = names([view.nodes[index].ref])
        found[name] = (beyond.upstream, beyond.downstream)
    return found


def chain(graph: Graph, changes: Changes | None = None) -> None:
    draw(graph, CHAIN, changes)


def test_a_seed_begins_with_one_hop_to_each_side(graph: Graph) -> None:
    chain(graph)
    view = seen(graph, seed=ref("hda:3"))
    assert shown(view) == {"hda:2", "hda:9", "te:2", "hda:3", "te:3", "hda:4"}
    assert more(view) == {"hda:2": (1, 0), "hda:4": (0, 1)}


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ("upstream", {"hda:2", "hda:9", "te:2", "hda:3"}),
        ("downstream", {"hda:3", "te:3", "hda:4"}),
        ("none", {"hda:3"}),
    ],
)
def test_a_side_that_is_folded_is_counted(graph: Graph, sides: Any, expected: set[str]) -> None:
    chain(graph)
    view = seen(graph, seed=ref("hda:3"), sides=sides)
    assert shown(view) == expected
    counted = more(view)["hda:3"]
    assert counted == (int(sides in {"downstream", "none"}), int(sides in {"upstream", "none"}))


def test_an_opened_hop_shows_what_its_number_said_and_folds_to_the_same_picture(graph: Graph) -> None:
    chain(graph)
    before = seen(graph, seed=ref("hda:3"))
    opened = seen(graph, seed=ref("hda:3"), hops={(ref("hda:4"), "downstream"): 1, (ref("hda:2"), "upstream"): 1})
    assert shown(opened) - shown(before) == {"te:4", "hda:5", "te:1", "hda:1"}
    assert more(opened) == {}
    assert seen(graph, seed=ref("hda:3")) == before


def test_a_hop_of_something_that_is_not_shown_counts_for_nothing(graph: Graph) -> None:
    chain(graph)
    assert seen(graph, seed=ref("hda:1"), hops={(ref("hda:5"), "upstream"): 1}) == seen(graph, seed=ref("hda:1"))


def test_an_execution_as_seed_stands_with_all_that_it_made_and_read(graph: Graph) -> None:
    draw(graph, "hda:1 -a-> te:1 -x-> hda:2 -b-> te:2 -y-> hda:3\n te:1 -z-> hda:4")
    assert shown(seen(graph, seed=ref("te:1"))) == {"hda:1", "te:1", "hda:2", "hda:4", "te:2", "hda:3"}


def test_copies_are_hops_and_say_their_history(graph: Graph) -> None:
    draw(graph, "te:1 -x-> hda:1 ~> hda:7 -a-> te:7 -y-> hda:8", {"hda:7": {"history": 2}, "hda:8": {"history": 2}})
    view = seen(graph, seed=ref("hda:1"), hops={(ref("hda:7"), "downstream"): 1})
    assert {"hda:7", "te:7", "hda:8"} <= shown(view)
    assert names(place.ref for place in view.layout.cards if place.tab) == {"hda:1", "hda:7"}


def test_a_hidden_element_stands_for_its_collection_both_ways(graph: Graph) -> None:
    hidden = {"visible": False, "is_element": True}
    draw(graph, "hda:1 in[a] hdca:3\n te:1 -out-> hdca:3\n hda:1 -reads-> te:2 -out-> hda:5", {"hda:1": hidden})
    assert shown(seen(graph, seed=ref("hdca:3"))) == {"te:1", "hdca:3", "te:2", "hda:5"}
    assert shown(seen(graph, seed=ref("hda:5"))) == {"te:2", "hdca:3", "hda:5"}


def test_many_neighbours_come_page_by_page(graph: Graph) -> None:
    draw(graph, "\n".join(f"hda:1 -in-> te:{n} -out-> hda:{n + 100}" for n in range(1, 71)))
    once = seen(graph, seed=ref("hda:1"))
    assert len(shown(once)) == 1 + 2 * 50
    assert more(once)["hda:1"] == (0, 20)
    twice = seen(graph, seed=ref("hda:1"), hops={(ref("hda:1"), "downstream"): 2})
    assert len(shown(twice)) == 1 + 2 * 70
    assert "hda:1" not in more(twice)


def test_what_many_jobs_read_is_a_stub_beside_its_reader(graph: Graph) -> None:
    jobs = "\n".join(f"job:{n} for te:1" for n in range(1, 7))
    draw(graph, f"hda:1 -in-> te:1 -out-> hda:2\n hda:8 -ref-> te:1\n hda:8 -ref-> te:9 -out-> hda:9\n {jobs}")
    view = seen(graph, seed=ref("hda:2"))
    hubs = {(*names([hub.ref]), hub.jobs) for hub in view.hubs}
    assert hubs == {("hda:1", 6), ("hda:8", 6)}
    assert {(*names([c.ref]), *names([c.beside])) for c in view.layout.cards if c.beside} == {
        ("hda:1", "te:1"),
        ("hda:8", "te:1"),
    }
    assert seen(graph, seed=ref("hda:8")).hubs == ()


def test_opened_cards_hold_a_page_of_rows_and_are_higher(graph: Graph) -> None:
    elements = "\n".join(f"hda:{n} in[s{n:02}] hdca:3" for n in range(1, 12))
    hidden = {f"hda:{n}": {"visible": False, "is_element": True} for n in range(1, 12)}
    draw(graph, f"te:1 -out-> hdca:3\n {elements}", hidden)
    folded, first, last, beyond = (
        seen(graph, seed=ref("hdca:3"), opened=pages)
        for pages in ({}, {ref("hdca:3"): 0}, {ref("hdca:3"): 1}, {ref("hdca:3"): 9})
    )
    assert [row.path for row in first.opened[0].rows] == [(f"s{n:02}",) for n in range(1, 9)]
    assert (first.opened[0].total, len(last.opened[0].rows)) == (11, 3)
    assert beyond.opened == last.opened
    heights = [view.places()[ref("hdca:3")].height for view in (folded, first, last)]
    assert [height - heights[0] for height in heights] == [0, 4 + 8 * 26 + 30, 4 + 3 * 26 + 30]
    assert seen(graph, seed=ref("hdca:3")) == folded


def test_a_map_over_opens_to_its_jobs_with_what_they_read_and_wrote(graph: Graph) -> None:
    picture = """
        hdca:1 -in*-> te:1 -out-> hdca:2
        hda:1 in[a] hdca:1  hda:2 in[a] hdca:2
        job:5 for te:1  job:5 wrote hda:2
    """
    draw(graph, picture)
    rows = seen(graph, seed=ref("te:1"), opened={ref("te:1"): 0}).opened[0].rows
    assert [(names([row.ref]), row.path, names(row.writes)) for row in rows] == [({"job:5"}, ("a",), {"hda:2"})]


def test_filters_leave_out_and_say_so(graph: Graph) -> None:
    draw(
        graph,
        "te:1 -up-> hda:1 -in-> te:2 -out-> hda:2 -in-> te:3 -out-> hda:3",
        {
            "te:1": {"tool_id": "upload1"},
            "te:2": {"tool_id": "trim"},
            "hda:2": {"visible": False},
            "hda:4": {"deleted": True},
            "hda:3": {"state": "error"},
        },
    )
    history = Ref("history", 1, "main")
    plain = seen(graph, history=history, filters=Filters(hide=frozenset({"deleted"})))
    assert (plain.counts.deleted, plain.counts.hidden, plain.counts.uploads) == (1, 1, 1)
    assert shown(plain) == {"hda:1", "te:2", "hda:2", "te:3", "hda:3"}
    assert "hda:4" in shown(seen(graph, history=history))
    assert "hda:1" not in shown(seen(graph, history=history, filters=Filters(hide=frozenset({"uploads"}))))
    trimmed = seen(graph, history=history, filters=Filters(tools=frozenset({"trim"})))
    assert shown(trimmed) == {"hda:1", "te:2", "hda:2"}
    assert trimmed.left_out["tool"] == 3
    assert shown(seen(graph, history=history, filters=Filters(states=frozenset({"error"})))) == {"hda:3"}


def test_only_the_way_between_two(graph: Graph) -> None:
    chain(graph)
    view = seen(graph, seed=ref("hda:3"), only=(ref("hda:2"), ref("hda:4")))
    assert shown(view) == {"hda:2", "te:2", "hda:3", "te:3", "hda:4"}


def test_something_far_is_brought_with_what_lies_between(graph: Graph) -> None:
    chain(graph)
    assert shown(seen(graph, seed=ref("hda:1"), brought=(ref("hda:5"),))) >= {"hda:2", "te:2", "te:3", "te:4", "hda:5"}


def steps(graph: Graph) -> None:
    """Make te:2 and te:3 steps of one run."""
    run = NodeRow("WorkflowInvocation", "main/wi/1", {"galaxy_id": 1, "history_id": 1})
    wis = [NodeRow("WorkflowInvocationStep", f"main/wis/{n}", {}) for n in (2, 3)]
    flow = NodeRow("Workflow", "main/wf/1", {"name": "Two steps"})
    edges = [
        EdgeRow("OF_WORKFLOW", "WorkflowInvocation", run.key, "Workflow", flow.key, {}),
        *(EdgeRow("STEP_OF", "WorkflowInvocationStep", one.key, "WorkflowInvocation", run.key, {}) for one in wis),
        *(
            EdgeRow("SCHEDULED", "WorkflowInvocationStep", f"main/wis/{n}", "ToolExecution", f"main/te/{n}", {})
            for n in (2, 3)
        ),
    ]
    graph.writer().apply([run, flow, *wis], edges)


def test_a_run_of_a_workflow_is_a_frame_that_folds_to_one_card(graph: Graph) -> None:
    chain(graph)
    steps(graph)
    history = Ref("history", 1, "main")
    view = seen(graph, history=history)
    assert [(run.name, names(run.executions)) for run in view.runs] == [("Two steps", {"te:2", "te:3"})]
    assert len(view.layout.frames) == 1
    folded = seen(graph, history=history, folded=frozenset({ref("wi:1")}))
    assert shown(folded) == {"hda:1", "te:1", "hda:2", "hda:9", "wi:1", "hda:4", "te:4", "hda:5"}
    assert folded.layout.frames == ()
    assert seen(graph, history=history) == view


def test_the_same_question_has_the_same_answer(graph: Graph) -> None:
    chain(graph)
    question = {"seed": ref("hda:3"), "hops": {(ref("hda:4"), "downstream"): 1}}
    assert seen(graph, **question) == seen(graph, **question)


def test_questions_that_make_no_picture(graph: Graph) -> None:
    chain(graph)
    with pytest.raises(BadRequest):
        ViewQuestion()
    with pytest.raises(BadRequest):
        ViewQuestion(seed=ref("hda:1"), opened={ref("hda:1"): 0})
    with pytest.raises(NotFound):
        seen(graph, seed=ref("hda:77"))
    with pytest.raises(NotFound):
        seen(graph, history=Ref("history", 77, "main"))
