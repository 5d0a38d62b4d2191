"""Selections on the samples: each against what the graph's dump says."""

from __future__ import annotations

import pytest

from explorer import ANONYMOUS, BadRequest, Explorer, NotFound
from explorer.access import Access, read_caller
from explorer.lineage import everywhere
from tests.integration.explorer.lineage.reference import flow, one_way


@pytest.fixture
def explorer(samples):
    return Explorer(samples, "demo")


@pytest.fixture
def seed(samples):
    """The dataset of the demo from which the longest way leads."""
    found = flow(samples, "execution")
    mine = (key for key in found if key.startswith("demo/hda/"))
    return max(mine, key=lambda key: (len(one_way(found, key, None)), key))


def keys(found):
    return {node.ref.key for node in found.nodes}


def test_plus_and_hops(explorer, samples, seed):
    found = flow(samples, "execution")
    number = seed.rsplit("/", 1)[1]
    back = found.reverse(copy=False)
    assert keys(explorer.select(number)) == {seed}
    assert keys(explorer.select(f"{number}+")) == set(one_way(found, seed, None))
    assert keys(explorer.select(f"{number}+2")) == set(one_way(found, seed, 2))
    assert keys(explorer.select(f"2+{number}+1")) == set(one_way(back, seed, 2)) | set(one_way(found, seed, 1))
    assert keys(explorer.select(f"+{seed}")) == set(one_way(back, seed, None))


def test_atoms_mean_what_the_explorer_says(explorer):
    graph = explorer.history_graph(1)
    tool = next(node.tool_id for node in graph.nodes if node.tool_id)
    name = tool.split("/")[-2] if tool.count("/") > 1 else tool
    selected = explorer.select(f"tool:{name[:3]}*")
    assert selected.nodes
    assert all(name[:3].lower() in (node.tool_id or "").lower() for node in selected.nodes)
    here = keys(explorer.select("history:1", limit=10_000))
    assert {node.ref.key for node in graph.nodes if node.ref.is_item} <= here


def test_a_comma_narrows_and_a_space_widens(explorer):
    for state in ("ok", "error"):
        everywhere = keys(explorer.select(f"state:{state}", limit=10_000))
        here = keys(explorer.select("history:1", limit=10_000))
        assert keys(explorer.select(f"history:1,state:{state}", limit=10_000)) == here & everywhere
        assert keys(explorer.select(f"history:1 state:{state}", limit=10_000)) == here | everywhere


@pytest.mark.parametrize("expression", ["state:error", "state:ok", "tool:*align*", "tool:__DATA_FETCH__"])
@pytest.mark.parametrize("user", [3, 4, None])
def test_who_is_no_administrator_finds_what_may_be_read_of_it(samples, explorer, user, expression):
    one = ANONYMOUS if user is None else read_caller(samples, "demo", user)
    everything = keys(explorer.select(expression, limit=10_000))
    assert everything
    readable = Access(samples, one, "demo").readable(everything)
    assert keys(Explorer(samples, "demo", one).select(expression, limit=10_000)) == readable


def test_more_than_one_can_look_at_is_refused(samples, explorer, monkeypatch):
    monkeypatch.setattr(everywhere, "MOST", 3)
    others = Explorer(samples, "demo", read_caller(samples, "demo", 3))
    for asked, expression in ((explorer, "state:ok"), (explorer, "tool:*"), (others, "state:ok"), (others, "tool:*")):
        with pytest.raises(BadRequest, match="narrow it"):
            asked.select(expression)
    assert explorer.select("history:1,state:ok").nodes


def test_edges_are_those_between_what_is_selected(explorer, seed):
    number = seed.rsplit("/", 1)[1]
    found, whole = explorer.select(f"{number}+"), explorer.lineage(f"hda:{number}", "downstream")
    assert set(found.edges) == set(whole.edges)


@pytest.mark.parametrize(
    ("text", "position"), [("42 nonsense", 4), ("hda:1,history:x", 7), ("hda:x", 1), ("42+", None), ("hda:1,,", 6)]
)
def test_an_error_points_at_the_position(explorer, text, position):
    with pytest.raises((BadRequest, NotFound)) as error:
        explorer.select(f"{text} hda:999999")
    assert getattr(error.value, "position", None) == position


def test_a_history_that_is_not_there_is_not_found(explorer):
    with pytest.raises(NotFound):
        explorer.select("history:999999")
