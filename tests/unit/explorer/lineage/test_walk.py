"""The order of a walk, and the bounds that end it; the graphs are drawn."""

from __future__ import annotations

import pytest

from explorer.lineage.walk import walk

#   1 ─► a ─► 2 ─► b ─► 4      numbers are data, letters executions
#        └──► 3 ─────────┘     3 is an element of 4, and read by b
GRAPH = {"1": "a", "a": "23", "2": "b", "3": "b4", "b": "4", "4": ""}
KEYS = {name: f"main/{'hda' if name.isdigit() else 'job'}/{name if name.isdigit() else ord(name)}" for name in GRAPH}
NAMES = {key: name for name, key in KEYS.items()}


def neighbours(keys):
    return {key: [KEYS[name] for name in GRAPH[NAMES[key]]] for key in keys}


def walked(begin="1", **bounds):
    found = walk([KEYS[begin]], neighbours, **bounds)
    return {NAMES[key]: at.hops for key, at in found.places.items()}, found


def test_an_execution_is_part_of_the_hop_over_it_and_a_node_has_its_shortest_way():
    assert walked()[0] == {"1": 0, "a": 1, "2": 1, "3": 1, "b": 2, "4": 2}


def test_the_data_of_an_execution_are_one_hop_from_it():
    assert walked("a")[0] == {"a": 0, "2": 1, "3": 1, "b": 2, "4": 2}


@pytest.mark.parametrize(("depth", "shown"), [(0, "1"), (1, "1a23"), (2, "1a23b4"), (9, "1a23b4")])
def test_a_depth_bounds_the_hops(depth, shown):
    assert "".join(walked(depth=depth)[0]) == shown


@pytest.mark.parametrize("most", range(1, 7))
def test_a_walk_that_is_cut_is_a_beginning_of_the_whole(most):
    names, found = walked(most=most)
    assert len(names) >= most
    assert "1a23b4".startswith("".join(names))
    assert found.is_cut or len(names) == 6


@pytest.mark.parametrize("times", range(5))
def test_when_time_is_over_only_whole_half_levels_are_there(times):
    left = iter([False] * times)
    names, found = walked(is_over=lambda: next(left, True))
    assert "".join(names) == ["1", "1a", "1a23", "1a23b", "1a23b4"][times]
    assert found.is_late


def test_a_circle_ends():
    circle = {"main/hda/1": ["main/hda/2"], "main/hda/2": ["main/hda/1"]}
    found = walk(["main/hda/1"], lambda keys: {key: circle[key] for key in keys})
    assert list(found.places) == ["main/hda/1", "main/hda/2"]
