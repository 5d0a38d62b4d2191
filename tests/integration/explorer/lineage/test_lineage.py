"""Lineage equals what networkx finds on the dump, on both engines, whole and page by page.

`GALAXY_LINEAGE_TEST_SEEDS` sets from how many random seeds it is asked in all directions at both granularities.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pytest

from cypher import Graph
from explorer import BadRequest, Explorer, NotFound
from explorer.errors import Changed
from explorer.lineage import Lineage
from explorer.refs import Ref
from loaders.sync import sync
from tests.bench.galaxy import generate
from tests.integration.explorer.drawing import draw as write
from tests.integration.explorer.lineage.reference import FLOWS, NAMES, flow, is_data, lineage

SEEDS = int(os.environ.get("GALAXY_LINEAGE_TEST_SEEDS", "80"))
GENERATED = 3_000
"""Datasets of the Galaxy that is made up."""

DIRECTIONS = ("upstream", "downstream", "both")
DEPTHS = (None, None, 0, 1, 2, 3, 5)


class Draw(NamedTuple):
    """One question, and the flow in which its answer is looked up."""

    flow: nx.MultiDiGraph[str]
    seed: str
    direction: str
    granularity: str
    depth: int | None


Flows = dict[str, "nx.MultiDiGraph[str]"]


@pytest.fixture
def flows(samples: Graph) -> Flows:
    return flows_of(samples)


def flows_of(graph: Graph) -> Flows:
    return {granularity: flow(graph, granularity) for granularity in FLOWS}


def each_way(flows: Flows, count: int) -> Iterator[Draw]:
    """Yield from so many random seeds all directions at both granularities, as far as the seed is in both flows."""
    chance = random.Random("each way")
    known = sorted(set().union(*flows.values()))
    for seed in chance.sample(known, min(count, len(known))):
        for granularity, found in flows.items():
            if seed in found:
                yield from (Draw(found, seed, way, granularity, chance.choice(DEPTHS)) for way in DIRECTIONS)


def draws(flows: Flows, count: int, salt: str) -> Iterator[Draw]:
    chance = random.Random(salt)
    seeds = {granularity: sorted(found) for granularity, found in flows.items()}
    for _ in range(count):
        granularity = chance.choice(list(FLOWS))
        seed = chance.choice(seeds[granularity])
        yield Draw(flows[granularity], seed, chance.choice(DIRECTIONS), granularity, chance.choice(DEPTHS))


def ask(samples: Graph, draw: Draw, **bounds: Any) -> Lineage:
    ref = Ref.of_key(draw.seed)
    explorer = Explorer(samples, ref.instance)
    return explorer.lineage(ref, draw.direction, draw.depth, draw.granularity, **{"limit": 10_000} | bounds)


def edges(found: Lineage) -> set[tuple[str, str, str, str]]:
    return {(e.source.key, e.target.key, e.type, said(e)) for e in found.edges}


def said(edge: Any) -> str:
    known = {"mapped": edge.mapped or None, "path": list(edge.path) or None}
    return json.dumps([known.get(name, getattr(edge, name)) for name in NAMES])


def more(found: Lineage) -> dict[str, dict[str, int]]:
    return {
        node.ref.key: {"upstream": node.more.upstream, "downstream": node.more.downstream}
        for node in found.nodes
        if node.more
    }


def test_random_seeds_equal_networkx(samples, flows):
    assert_equal(samples, flows, SEEDS)


def test_random_seeds_of_a_galaxy_that_is_made_up_equal_networkx(graph, tmp_path: Path):
    """Its closures are longer than those of the samples: map-overs, reductions, copies, conversions of thousands."""
    generate(f"sqlite:///{tmp_path}/galaxy.sqlite", GENERATED)
    sync(f"sqlite:///{tmp_path}/galaxy.sqlite", graph)
    assert_equal(graph, flows_of(graph), SEEDS)


def assert_equal(graph: Graph, flows: Flows, seeds: int) -> None:
    for draw in each_way(flows, seeds):
        found = ask(graph, draw)
        hops, expected, beyond = lineage(draw.flow, draw.seed, draw.direction, draw.depth)
        assert found.nodes[0].ref.key == draw.seed, draw
        assert {node.ref.key: node.hops for node in found.nodes} == hops, draw
        assert edges(found) == expected, draw
        assert len(found.edges) == len(expected), draw
        assert more(found) == beyond, draw
        assert found.truncated.reasons == (("depth",) if beyond else ()), draw


def test_pages_are_the_whole_each_node_and_edge_once(samples, flows):
    for draw in draws(flows, 60, "pages"):
        whole = ask(samples, draw)
        limit = max(1, len(whole.nodes) // 4)
        pages = [ask(samples, draw, limit=limit)]
        while pages[-1].truncated.next:
            assert pages[-1].truncated.reasons == ("limit",)
            assert len(pages[-1].nodes) == limit
            pages.append(ask(samples, draw, limit=limit, cursor=pages[-1].truncated.next))
        assert [node.ref for page in pages for node in page.nodes] == [node.ref for node in whole.nodes], draw
        assert sum(len(page.edges) for page in pages) == len(whole.edges), draw
        assert set.union(*map(edges, pages)) == edges(whole), draw
        assert ends_are_known(pages), draw


def ends_are_known(pages: list[Lineage]) -> bool:
    known: set[Ref] = set()
    for page in pages:
        known |= {node.ref for node in page.nodes}
        if not {end for edge in page.edges for end in (edge.source, edge.target)} <= known:
            return False
    return True


def test_a_page_counts_what_is_beyond_it(samples, flows):
    for draw in draws(flows, 60, "beyond"):
        page = ask(samples, draw, limit=7)
        shown = {node.ref.key for node in page.nodes}
        sides = {"upstream": draw.flow.pred, "downstream": draw.flow.succ}
        for key, counts in more(page).items():
            for way, count in counts.items():
                assert count in {0, len(set(sides[way][key]) - shown)}, draw


def test_paths_are_what_is_downstream_of_one_and_upstream_of_the_other(samples, flows):
    chance = random.Random("paths")
    for draw in draws(flows, 60, "paths"):
        target = chance.choice(sorted({draw.seed} | nx.descendants(draw.flow, draw.seed)))
        ref = Ref.of_key(draw.seed)
        found = Explorer(samples, ref.instance).paths(
            ref, Ref.of_key(target), granularity=draw.granularity, limit=10_000
        )
        between = {draw.seed} | nx.descendants(draw.flow, draw.seed)
        between &= {target} | nx.ancestors(draw.flow, target)
        assert {node.ref.key for node in found.nodes} == between, (draw, target)
        assert len(found.edges) == draw.flow.subgraph(between).number_of_edges(), (draw, target)


def test_no_way_leads_back(samples):
    explorer = Explorer(samples, "demo")
    item = next(node for node in explorer.history_graph(1).nodes if node.ref.src == "hda")
    ahead = explorer.lineage(item.ref, "downstream").nodes[-1]
    if ahead.ref != item.ref:
        assert explorer.paths(ahead.ref, item.ref).nodes == ()


def test_impact_counts_and_lists_what_is_downstream(samples, flows):
    for draw in draws(flows, 60, "impact"):
        ref = Ref.of_key(draw.seed)
        explorer = Explorer(samples, ref.instance)
        expected = nx.descendants(draw.flow, draw.seed)
        items = sorted(filter(is_data, expected))
        page = explorer.impact(ref, granularity=draw.granularity, limit=5)
        counts, rows = explorer.all_impact(ref, granularity=draw.granularity)
        listed = list(rows)
        assert counts == page.counts
        assert counts.datasets + counts.collections == len(items)
        assert counts.executions == len(expected) - len(items)
        assert sorted(node.ref.key for node in listed) == items
        assert list(page.rows) == listed[:5]
        assert (page.truncated.next is not None) is (len(items) > 5)
        assert list(pages(explorer, ref, draw.granularity, max(5, len(items) // 3))) == listed


def pages(explorer, ref, granularity, limit):
    """Yield the rows of an impact list, page by page."""
    cursor, goes_on = None, True
    while goes_on:
        page = explorer.impact(ref, granularity=granularity, limit=limit, cursor=cursor)
        yield from page.rows
        cursor = page.truncated.next
        goes_on = cursor is not None


PICTURE = "hda:1 ~> hda:3   hda:3 ~> hda:5   hda:5 ~> hda:7"


def test_a_change_elsewhere_or_further_on_moves_no_page(graph):
    write(graph, PICTURE, {})
    explorer = Explorer(graph)
    first = explorer.lineage("hda:1", "downstream", limit=2)
    write(graph, "hda:7 ~> hda:8   hda:20 ~> hda:21", {})
    rest = explorer.lineage("hda:1", "downstream", cursor=first.truncated.next)
    assert [node.ref.id for page in (first, rest) for node in page.nodes] == [1, 3, 5, 7, 8]


@pytest.mark.parametrize("change", ["hda:1 ~> hda:2", "hda:1 ~> hda:5", "hda:0 ~> hda:1"])
def test_a_change_in_what_was_shown_is_told(graph, change):
    """A node before the end of the page, one that is nearer now, and none at all that is downstream."""
    write(graph, PICTURE, {})
    explorer = Explorer(graph)
    asks = [
        partial(explorer.lineage, "hda:1", "downstream", limit=2),
        partial(explorer.paths, "hda:1", "hda:7", limit=2),
        partial(explorer.select, "1+", limit=2),
    ]
    pages = [ask() for ask in asks]
    write(graph, f"{PICTURE}   {change}   hda:2 ~> hda:7", {})
    for ask, page in zip(asks, pages, strict=True):
        if [node.ref for node in ask().nodes] == [node.ref for node in page.nodes]:
            assert ask(cursor=page.truncated.next).nodes
        else:
            with pytest.raises(Changed):
                ask(cursor=page.truncated.next)


def test_a_page_that_is_later_than_the_one_before_is_asked_for_again(graph):
    write(graph, PICTURE, {})
    explorer = Explorer(graph)
    after = explorer.lineage("hda:1", "downstream", limit=2).truncated.next
    late = explorer.lineage("hda:1", "downstream", cursor=after, deadline=time.monotonic() - 1)
    assert (late.nodes, late.truncated.reasons, late.truncated.next) == ((), ("deadline",), after)


@pytest.mark.parametrize("cursor", [{"shown": 5}, {"after": 7}, {"after": "te/1"}, {"after": "main/job/1"}, {}])
def test_a_cursor_of_another_question_is_no_place_in_an_impact_list(samples, cursor):
    with pytest.raises(BadRequest):
        Explorer(samples, "demo").impact("hda:1", cursor=cursor)


def test_what_a_write_adds_depends_at_once_and_moves_no_page(graph):
    write(graph, "hda:1 ~> hda:5   hda:1 ~> hda:7   hda:1 ~> hda:9", {})
    explorer = Explorer(graph)
    first = explorer.impact("hda:1", limit=2)
    write(graph, "hda:1 ~> hda:3   hda:1 ~> hda:11", {})
    rest = explorer.impact("hda:1", limit=5, cursor=first.truncated.next)
    assert [node.ref.id for node in (*first.rows, *rest.rows)] == [5, 7, 9, 11]
    assert (first.counts.datasets, rest.counts.datasets) == (3, 5)


def test_a_record_of_an_execution_stands_for_it(samples):
    explorer = Explorer(samples, "demo")
    runs = [node.ref for node in explorer.history_graph(1).nodes if not node.ref.is_item]
    for run in runs:
        for job in explorer.tool_execution(run).jobs.items:
            assert explorer.lineage(job.ref).nodes[0].ref == run
            assert explorer.lineage(job.ref, granularity="element").nodes[0].ref == job.ref
            assert job.ref in {node.ref for node in explorer.lineage(run, granularity="element").nodes}


def test_over_time_the_answer_is_partial_and_says_so(samples, flows):
    for draw in draws(flows, 20, "late"):
        found = ask(samples, draw, deadline=time.monotonic() - 1)
        assert found.nodes[0].ref.key == draw.seed
        if len(found.nodes) < len(ask(samples, draw).nodes):
            assert found.truncated.reasons == ("deadline",)
            assert found.truncated.next["shown"] == len(found.nodes)


@pytest.mark.parametrize("ref", ["hda:999999", "hdca:999999", "job:999999", "tool_execution:999999"])
@pytest.mark.parametrize("granularity", list(FLOWS))
def test_what_is_not_there_is_not_found(samples, ref, granularity):
    with pytest.raises(NotFound):
        Explorer(samples, "demo").lineage(ref, granularity=granularity)


@pytest.mark.parametrize(
    "wrong",
    [
        {"direction": "sideways"},
        {"depth": -1},
        {"granularity": "atom"},
        {"limit": 0},
        {"limit": 10_001},
        {"cursor": {}},
        {"cursor": {"shown": 1}},
        {"cursor": {"shown": -1, "digest": ""}},
        {"cursor": {"shown": "1", "digest": ""}},
        {"cursor": {"shown": 1, "digest": "", "more": 2}},
        {"ref": "history:1"},
        {"ref": "nonsense"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(samples, wrong):
    with pytest.raises(BadRequest):
        Explorer(samples, "demo").lineage(**{"ref": "hda:1"} | wrong)
