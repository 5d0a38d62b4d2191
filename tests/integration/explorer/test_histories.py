"""Histories and their graphs in the sample, on both engines."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from cypher import Graph
from cypher.rows import NodeRow
from explorer import BadRequest, Explorer, NotFound, Ref
from explorer.graph.model import Execution, Item
from tests.integration.explorer.access.world import caller, people


@pytest.fixture
def demo(samples: Graph) -> Explorer:
    return Explorer(samples, "demo")


class Counting:
    """A graph that counts what it is asked."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.asked: list[str] = []

    def read(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        self.asked.append(name)
        return self.graph.read(name, **parameters)


def test_all_histories_last_changed_first(demo: Explorer) -> None:
    found, total = demo.histories()
    assert total == len(found) == 12
    times = [history.update_time or "" for history in found]
    assert times == sorted(times, reverse=True)


def test_pages_and_words(demo: Explorer) -> None:
    everything, _ = demo.histories()
    page, total = demo.histories(limit=5, offset=5)
    assert (page, total) == (everything[5:10], 12)
    found, total = demo.histories("YEAST heat")
    assert [history.name for history in found] == ["RNA-seq: heat stress in yeast"]
    assert total == 1
    assert demo.histories("no such words") == ([], 0)
    with pytest.raises(BadRequest):
        demo.histories(limit=-1)


def test_a_summary_agrees_with_the_start_page(demo: Explorer) -> None:
    history = demo.history(2)
    assert history.owner == "amara-okafor"
    assert history.published
    assert history.counts == {"datasets": 113, "collections": 12, "executions": 13}
    assert history.states == {"ok": 63}
    assert next(iter(demo.history(9).states.items())) == ("error", 3)


def test_whether_it_is_shared_is_told_to_those_whom_it_concerns(graph: Graph) -> None:
    people(graph, "alice owns history:1  bob reads history:1  history:1 is published  alice owns history:2")
    told = {
        name: Explorer(graph, "main", caller(name)).history(1).shared for name in ("alice", "bob", "carol", "admin")
    }
    assert told == {"alice": True, "bob": True, "carol": False, "admin": True}
    assert not Explorer(graph, "main", caller("alice")).history(2).shared


def test_an_unknown_history(demo: Explorer) -> None:
    with pytest.raises(NotFound, match="history:999"):
        demo.history(999)


def test_syncs(demo: Explorer) -> None:
    assert "demo" in {sync.instance for sync in demo.sync() if sync.synced}


def test_the_picture_of_rna_seq(demo: Explorer) -> None:
    """`experience/overview-light.png`: 23 items, 13 executions, 3 uploads."""
    graph = demo.history_graph(2)
    items = [node for node in graph.nodes if isinstance(node, Item) and not node.history]
    executions = [node for node in graph.nodes if isinstance(node, Execution) and not node.upload]
    assert (len(items), len(executions)) == (23, 13)
    assert [item.hid for item in items if item.upload] == [16, 17, 3]
    assert {item.hid: item.count for item in items if item.count} == {
        **dict.fromkeys((3, 19, 20, 45, 58, 59, 84, 85, 98, 105), 6),
        **dict.fromkeys((116, 120), 3),
    }
    assert all(execution.tool_name for execution in executions)


def test_full_keeps_what_galaxy_shows(demo: Explorer) -> None:
    """Members of Galaxy's contract never change: the same items, and the same edges under other names of tools."""
    for number in range(1, 13):
        full, galaxy = demo.history_graph(number), demo.history_graph(number, profile="galaxy-26.1")
        requests = {node.ref: node.request for node in full.nodes if isinstance(node, Execution)}
        edges = {(requests.get(e.source, e.source), requests.get(e.target, e.target), e.type) for e in full.edges}
        assert {(edge.source, edge.target, edge.type) for edge in galaxy.edges} <= edges
        assert full.truncated == galaxy.truncated


@pytest.mark.parametrize("profile", ["full", "galaxy-26.1"])
def test_statements_are_few_and_constant(samples: Graph, profile: str) -> None:
    numbers = []
    for history in (1, 2, 11):
        counting = Counting(samples)
        Explorer(counting, "demo").history_graph(history, profile=profile, limit=1000)  # type: ignore[arg-type]
        assert len(counting.asked) == len(set(counting.asked))
        numbers.append(len(counting.asked))
    assert max(numbers) <= 9


def test_the_same_answer_every_time(demo: Explorer) -> None:
    assert demo.history_graph(11) == demo.history_graph(11)


def test_what_others_keep_to_themselves_is_not_looked_at(graph: Graph) -> None:
    """Each way to a readable history begins at the caller or at what is open, and a history of both is listed once."""
    people(
        graph,
        """
        alice owns history:1   bob owns history:3   alice reads history:3
        alice owns history:2   history:2 is published
        bob owns history:4     history:4 is importable
        bob owns history:5
        """,
    )
    found, total = Explorer(graph, caller=caller("alice")).histories()
    assert ([history.ref.id for history in found], total) == ([4, 3, 2, 1], 4)
    found, total = Explorer(graph, caller=caller("anonymous")).histories(limit=1, offset=1)
    assert ([history.ref.id for history in found], total) == ([2], 2)


def test_an_administrators_pages_are_the_list_wherever_they_are_cut(graph: Graph) -> None:
    """Many changed at the same time, some at none that is known; some are deleted or of another Galaxy."""
    chance = random.Random("pages")
    days = [None, *(f"2026-01-0{day}T00:00:00.000000Z" for day in range(1, 6))]
    rows = [
        NodeRow(
            "History",
            f"{chance.choice(('main', 'main', 'other'))}/history/{number}",
            {"name": f"h{number}", "update_time": chance.choice(days), "deleted": chance.choice((None, False, True))},
        )
        for number in range(60)
    ]
    graph.writer().apply(rows, [])
    here = [(row.properties, Ref.of_key(row.key)) for row in rows if row.key.startswith("main/")]
    for deleted in (False, True):
        shown = [(said["update_time"] or "", ref.id) for said, ref in here if deleted or not said["deleted"]]
        expected = [number for _, number in sorted(shown, reverse=True)]
        for offset, limit in product((0, 1, 3, 7, 20, len(expected) - 1, len(expected), 99), (0, 1, 2, 10, 60)):
            page, total = Explorer(graph).histories(limit=limit, offset=offset, include_deleted=deleted)
            assert [each.ref.id for each in page] == expected[offset : offset + limit], (offset, limit)
            assert total == len(expected)


def test_the_newest_histories_are_found_without_looking_at_all(graph: Graph) -> None:
    """Only the page's own statements are asked: along the index, however many histories there are."""
    times = (f"2026-01-01T00:00:{second:02}.000000Z" for second in range(60))
    graph.writer().apply([NodeRow("History", f"main/history/{n}", {"update_time": t}) for n, t in enumerate(times)], [])
    counting = Counting(graph)
    found, total = Explorer(counting).histories(limit=10, offset=10)  # type: ignore[arg-type]
    assert ([each.ref.id for each in found], total) == (list(range(49, 39, -1)), 60)
    assert "histories/page" not in counting.asked
