"""Many states in one."""

from __future__ import annotations

from explorer.graph.records import LeavesRow
from explorer.graph.states import count_leaves, count_states, worst


def test_the_worst_speaks_for_all() -> None:
    assert worst(["ok", "running", "error"]) == "error"
    assert worst(["ok", "queued"]) == "queued"
    assert worst(["ok", "something new"]) == "something new"


def test_counts_start_with_the_worst() -> None:
    assert list(count_states(["ok", "error", "ok", None]).items()) == [("error", 1), ("unknown", 1), ("ok", 2)]


def test_pairs_are_one() -> None:
    rows = [
        LeavesRow("c", ("s1",), None, "ok", 2),
        LeavesRow("c", ("s2",), None, "ok", 1),
        LeavesRow("c", ("s2",), "main/hda/1", "running", 1),
        LeavesRow("d", (), None, "ok", 3),
        LeavesRow("d", (), "main/hda/1", "error", 1),
    ]
    assert count_leaves(rows) == {"c": {"running": 1, "ok": 1}, "d": {"error": 1, "ok": 3}}
