"""What a caller may not read on a way: a stub, the way goes on behind it, and its edges say nothing."""

from __future__ import annotations

import pytest

from cypher import EdgeRow, NodeRow
from explorer import Explorer, Forbidden
from explorer.access import Restricted
from tests.integration.explorer.access.world import caller, people

#   hda:1 ─► job:1 ─► hda:2 ─► job:2 ─► hda:3       1 and 3 are bob's, 2 is alice's
PLACES = {1: 1, 2: 2, 3: 1}
RUNS = {1: (1, 2), 2: (2, 3)}


@pytest.fixture
def chain(graph):
    people(graph, "bob owns history:1   alice owns history:2")
    nodes = [NodeRow("Dataset", f"main/hda/{n}", {"name": f"secret {n}", "hid": n, "dataset_id": n}) for n in PLACES]
    nodes += [NodeRow("ToolExecution", f"main/job/{n}", {"tool_id": f"hush_{n}", "state": "missing"}) for n in RUNS]
    edges = [
        EdgeRow("IN_HISTORY", "Dataset", f"main/hda/{n}", "History", f"main/history/{history}")
        for n, history in PLACES.items()
    ]
    for run, (source, target) in RUNS.items():
        execution, names = f"main/job/{run}", {"input": f"in_{run}", "via": "job"}
        edges.append(EdgeRow("CONSUMED_BY", "Dataset", f"main/hda/{source}", "ToolExecution", execution, names))
        made = {"output": f"out_{run}"}
        edges.append(EdgeRow("PRODUCED", "ToolExecution", execution, "Dataset", f"main/hda/{target}", made))
    graph.writer().apply(nodes, edges)
    return graph


def test_the_way_goes_on_behind_a_stub(chain):
    found = Explorer(chain, caller=caller("bob")).lineage("hda:3")
    assert [str(node.ref) for node in found.nodes[:3]] == ["hda:3", "job:2", "hda:1"]
    assert sorted(node.ref.src for node in found.nodes[3:]) == ["hda", "job"]
    assert all(isinstance(node.ref, Restricted) for node in found.nodes[3:])
    assert found.truncated.hidden_by_access == 2
    assert len(found.edges) == 4
    assert "secret 2" not in repr(found)
    assert "hush_1" not in repr(found)
    assert {edge.output or edge.input for edge in found.edges} == {None, "out_2"}


def test_pages_show_a_stub_again_where_an_edge_leads_to_it(chain):
    explorer = Explorer(chain, caller=caller("bob"))
    page, shown, edges, hidden = explorer.lineage("hda:3", limit=1), 0, 0, 0
    while True:
        known = {node.ref for node in page.nodes}
        stubs = {e for edge in page.edges for e in (edge.source, edge.target) if isinstance(e, Restricted)}
        assert stubs <= known
        shown, edges = shown + page.truncated.shown, edges + len(page.edges)
        hidden += page.truncated.hidden_by_access
        if page.truncated.next is None:
            break
        page = explorer.lineage("hda:3", limit=1, cursor=page.truncated.next)
    assert (shown, edges, hidden) == (5, 4, 2)


def test_a_seed_or_an_end_that_may_not_be_read_is_refused(chain):
    explorer = Explorer(chain, caller=caller("bob"))
    for ask in (
        lambda: explorer.lineage("hda:2"),
        lambda: explorer.lineage("job:1"),
        lambda: explorer.paths("hda:1", "hda:2"),
        lambda: explorer.impact("hda:2"),
        lambda: explorer.select("+2"),
        lambda: explorer.select("history:2"),
    ):
        with pytest.raises(Forbidden):
            ask()


def test_a_table_leaves_out_and_counts(chain):
    found = Explorer(chain, caller=caller("bob")).impact("hda:1")
    assert [str(node.ref) for node in found.rows] == ["hda:3"]
    assert (found.counts.datasets, found.counts.executions, found.truncated.hidden_by_access) == (2, 2, 1)


def test_a_selection_never_finds_by_what_may_not_be_read(chain):
    explorer = Explorer(chain, caller=caller("bob"))
    assert explorer.select("tool:hush_1").nodes == ()
    assert explorer.select("tool:hush_1+").nodes == ()
    assert explorer.select("+3,tool:hush_1").nodes == ()
    assert [str(node.ref) for node in explorer.select("tool:hush*").nodes] == ["job:2"]
