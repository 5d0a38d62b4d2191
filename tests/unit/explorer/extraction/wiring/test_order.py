"""Steps stand in an order in which they can run, by rank where the data leaves a choice, whatever was read first."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from explorer.extraction.wiring.order import in_order

NODES = st.integers(0, 12)
EDGES = st.lists(st.tuples(NODES, NODES), max_size=40)


def test_by_rank_where_nothing_else_says() -> None:
    assert in_order({"a": (1, 5), "b": (0, 9), "c": (1, 2)}, []) == (["b", "c", "a"], [])


def test_data_goes_before_rank() -> None:
    """Galaxy sorts by job id alone: a job can have a lower id than the one that feeds it (a rerun)."""
    assert in_order({"late": 1, "early": 2, "other": 3}, [("early", "late")])[0] == ["early", "late", "other"]


def test_what_feeds_itself_is_cut() -> None:
    assert in_order({"a": 1}, [("a", "a")]) == (["a"], [("a", "a")])


def test_a_cycle_is_cut_where_it_leads_back_to_the_first() -> None:
    ordered, cut = in_order({"a": 1, "b": 2, "c": 3}, [("a", "b"), ("b", "c"), ("c", "a")])
    assert ordered == ["a", "b", "c"]
    assert cut == [("c", "a")]


@given(EDGES)
def test_every_edge_leads_forward_or_is_cut(edges: list[tuple[int, int]]) -> None:
    ordered, cut = in_order({node: node for node in range(13)}, edges)
    assert sorted(ordered) == list(range(13))
    place = {node: at for at, node in enumerate(ordered)}
    assert set(cut) <= set(edges)
    assert all(place[before] < place[after] for before, after in set(edges) - set(cut))


@given(EDGES)
def test_without_cycles_nothing_is_cut(edges: list[tuple[int, int]]) -> None:
    assert in_order({node: -node for node in range(13)}, [(a, b) for a, b in edges if a < b])[1] == []


@given(EDGES, st.integers())
def test_the_order_of_reading_does_not_matter(edges: list[tuple[int, int]], seed: int) -> None:
    nodes = list(range(13))
    expected = in_order({node: node % 5 * 100 + node for node in nodes}, edges)
    Random(seed).shuffle(nodes)
    Random(seed).shuffle(edges)
    assert in_order({node: node % 5 * 100 + node for node in nodes}, edges) == expected
