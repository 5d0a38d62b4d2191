"""A closure that was read in one piece: whose edges belong to it, and who stands beside whom."""

from __future__ import annotations

from typing import Any

from explorer.lineage.whole import merged, whole


def rows(**into: list[str]) -> list[dict[str, Any]]:
    """Draw nodes with the sources of the edges that lead into them."""
    return [{"kind": "item", "nodes": [[key, [[key, source, "COPIED_TO"] for source in into[key]]] for key in into]}]


def test_what_leads_into_an_upstream_closure_belongs_to_it() -> None:
    found = whole("upstream", rows(c=["a", "b"], b=["a"], a=[]))
    assert found.near == {"c": ["a", "b"], "b": ["a"], "a": []}
    assert [(row[1], row[0]) for row in found.edges] == [("a", "c"), ("b", "c"), ("a", "b")]


def test_what_leads_into_a_downstream_closure_from_elsewhere_does_not() -> None:
    found = whole("downstream", rows(a=["elsewhere"], b=["a"], c=["a", "b", "elsewhere"]))
    assert found.near == {"a": ["b", "c"], "b": ["c"], "c": []}
    assert [(row[1], row[0]) for row in found.edges] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_nothing_was_read() -> None:
    assert whole("upstream", []).near == {}


def test_edges_of_a_circle_are_shown_once_in_both_directions() -> None:
    circle = rows(a=["b"], b=["a"])
    both = merged([whole("upstream", circle), whole("downstream", circle)])
    assert both == [["a", "b", "COPIED_TO"], ["b", "a", "COPIED_TO"]]
