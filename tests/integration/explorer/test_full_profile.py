"""The profile `full` on small drawn graphs, on both engines."""

from __future__ import annotations

import pytest

from cypher import EdgeRow, Graph, NodeRow
from explorer import Explorer, NotFound, Ref, SeedNotFound, SeedScopeNotFound
from explorer.graph.model import Execution, HistoryGraph, Item
from tests.integration.explorer.drawing import Changes, draw, nodes, seen

HIDDEN = {"visible": False, "is_element": True}


def full(graph: Graph, picture: str, changes: Changes | None = None, **question: object) -> HistoryGraph:
    draw(graph, picture, changes)
    return Explorer(graph).history_graph(1, **question)  # type: ignore[arg-type]


def test_executions_of_every_kind_are_producers(graph: Graph) -> None:
    picture = """
        hda:1 -reads-> te:7 -report-> hda:2 -table/job-> job:3 -plot-> hda:4
        hda:4 -x/job-> icj:5 -y-> hda:6
    """
    assert seen(full(graph, picture)) == {
        "hda:1 dataset_input te:7 reads payload",
        "te:7 dataset_output hda:2 report",
        "hda:2 dataset_input job:3 table job",
        "job:3 dataset_output hda:4 plot",
        "hda:4 dataset_input icj:5 x job",
        "icj:5 dataset_output hda:6 y",
    }


def test_several_producers_are_all_shown(graph: Graph) -> None:
    answer = full(graph, "te:1 -out-> hda:9\n te:2 -out-> hda:9")
    assert nodes(answer) == ["hda:9", "te:1", "te:2"]
    assert len(answer.edges) == 2


def test_hidden_elements_stand_for_their_collection_at_any_depth(graph: Graph) -> None:
    picture = """
        hda:1 in[sample/forward] hdca:9
        hda:1 -reads-> te:1 -out-> hda:5
    """
    assert seen(full(graph, picture, {"hda:1": HIDDEN})) == {
        "hdca:9 collection_input te:1 reads payload",
        "te:1 dataset_output hda:5 out",
    }


def test_a_shown_collection_stands_for_an_element_before_its_copy(graph: Graph) -> None:
    picture = """
        hda:1 in[a] hdca:3
        hda:1 in[a] hdca:4
        hda:1 -reads-> te:1 -out-> hda:5
    """
    answer = full(graph, picture, {"hda:1": HIDDEN, "hdca:3": {"history": 2}})
    assert "hdca:4 collection_input te:1 reads payload" in seen(answer)
    assert "hdca:3" not in nodes(answer)


def test_an_element_of_a_deleted_collection_stays_itself(graph: Graph) -> None:
    """In Galaxy the tool then has no input at all."""
    picture = "hda:1 in[a] hdca:3\n hda:1 -reads-> te:1 -out-> hda:5"
    answer = full(graph, picture, {"hda:1": HIDDEN, "hdca:3": {"deleted": True}})
    assert "hda:1 dataset_input te:1 reads payload" in seen(answer)


def test_a_mapped_collection_stands_for_the_elements_that_jobs_read(graph: Graph) -> None:
    picture = """
        hda:1 in[a] hdca:3
        hda:2 in[b] hdca:3
        hda:1 -reads/job-> icj:1 -out-> hda:5
        hda:2 -reads/job-> icj:1
        hdca:3 -reads/premap*-> icj:1
    """
    answer = full(graph, picture, {"hda:1": {"is_element": True}, "hda:2": HIDDEN})
    inputs = {edge for edge in seen(answer) if "input" in edge}
    assert inputs == {"hdca:3 collection_input icj:1 reads premap each"}


def test_the_stronger_evidence_for_one_input_wins(graph: Graph) -> None:
    picture = """
        hda:1 in[a] hdca:3
        hda:1 -reads/job-> te:1 -out-> hda:5
        hdca:3 -reads-> te:1
    """
    answer = full(graph, picture, {"hda:1": HIDDEN})
    assert {edge for edge in seen(answer) if "input" in edge} == {"hdca:3 collection_input te:1 reads payload"}


def test_one_item_in_two_inputs_gives_two_edges(graph: Graph) -> None:
    answer = full(graph, "hda:1 -left-> te:1 -out-> hda:2\n hda:1 -right-> te:1")
    assert {"hda:1 dataset_input te:1 left payload", "hda:1 dataset_input te:1 right payload"} <= seen(answer)


def test_copies_come_from_other_histories_by_name(graph: Graph) -> None:
    answer = full(graph, "hda:1 ~> hda:2\n hdca:3 ~> hdca:4", {"hda:1": {"history": 7}, "hdca:3": {"history": 7}})
    assert seen(answer) == {"hda:1 dataset_copy hda:2", "hdca:3 collection_copy hdca:4"}
    source, copy = items(answer)["hda:1"], items(answer)["hda:2"]
    assert source.history
    assert (source.history.ref.id, source.history.name) == (7, "History 7")
    assert copy.history is None
    assert copy.copied_from
    assert copy.copied_from.history == source.history


def test_a_deleted_source_of_a_copy_is_named_and_not_shown(graph: Graph) -> None:
    answer = full(graph, "hda:1 ~> hda:2", {"hda:1": {"deleted": True}})
    assert nodes(answer) == ["hda:2"]
    copied_from = items(answer)["hda:2"].copied_from
    assert copied_from
    assert copied_from.ref == Ref("hda", 1)


def test_visible_elements_are_joined_to_their_collection(graph: Graph) -> None:
    answer = full(graph, "te:1 -out-> hdca:3\n hda:1 in[a] hdca:3\n hda:2 in[b] hdca:3", {"hda:2": HIDDEN})
    assert seen(answer) == {"te:1 collection_output hdca:3 out", "hda:1 dataset_element hdca:3"}
    holder = items(answer)["hda:1"].element_of
    assert holder
    assert holder.ref == Ref("hdca", 3)


def test_a_visible_element_joins_each_of_its_collections_wherever_it_stands(graph: Graph) -> None:
    picture = "te:1 -out-> hdca:8   hda:1 in[a] hdca:8   hda:1 in[a] hdca:9   te:1 -out-> hdca:9"
    answer = full(graph, picture, {"hda:1": {"history": 2, "is_element": True}})
    assert {"hda:1 dataset_element hdca:8", "hda:1 dataset_element hdca:9"} < seen(answer)


def test_a_collection_made_by_hand_comes_from_its_elements(graph: Graph) -> None:
    r"""Galaxy's graph has no edge into it.

    te:1 ──► hda:1 (hidden) ──┐
    hda:2 (visible) ──────────┼──► hdca:9
    hda:3 ──► hda:4 (hidden) ─┤
    hda:5 (hidden) in hdca:8 ──► hda:6 (hidden)
    """
    picture = """
        te:1 -contigs-> hda:1 in[a] hdca:9
        hda:2 in[b] hdca:9
        hda:3 ~> hda:4 in[c] hdca:9
        hda:5 in[x] hdca:8
        hda:5 ~> hda:6 in[d] hdca:9
    """
    hidden = {f"hda:{i}": HIDDEN for i in (1, 4, 5, 6)}
    assert seen(full(graph, picture, hidden)) == {
        "te:1 collection_output hdca:9 contigs elements",
        "hda:2 dataset_element hdca:9",
        "hda:3 dataset_element hdca:9 copy",
        "hdca:8 collection_copy hdca:9 elements",
    }


def test_uploads_are_told(graph: Graph) -> None:
    picture = "job:1 -output0-> hda:1\n job:2 -out-> hda:2\n job:1 -output1-> hda:2"
    answer = full(graph, picture, {"hda:2": {}}, include_deleted=True)
    assert not items(answer)["hda:1"].upload
    graph.writer().apply(nodes=[_upload("main/job/1")])
    answer = Explorer(graph).history_graph(1)
    assert items(answer)["hda:1"].upload
    assert not items(answer)["hda:2"].upload
    assert {str(e.ref): e.upload for e in answer.nodes if isinstance(e, Execution)} == {"job:1": True, "job:2": False}


def _upload(key: str):
    return NodeRow("ToolExecution", key, {"tool_id": "__DATA_FETCH__", "state": "missing"})


def test_states_of_leaves_count_pairs_once(graph: Graph) -> None:
    picture = """
        hda:1 in[s1/forward] hdca:9
        hda:2 in[s1/reverse] hdca:9
        hda:3 in[s2/forward] hdca:9
        hda:4 in[s2/reverse] hdca:9
        hda:5 in[a] hdca:10
    """
    changes = {f"hda:{i}": HIDDEN for i in range(1, 6)}
    changes |= {"hda:2": {**HIDDEN, "state": "error"}, "hdca:9": {"collection_type": "list:paired"}}
    answer = items(full(graph, picture, changes))
    assert (answer["hdca:9"].count, answer["hdca:9"].states) == (2, {"error": 1, "ok": 1})
    assert (answer["hdca:10"].count, answer["hdca:10"].states) == (1, {"ok": 1})


def test_an_execution_counts_its_jobs(graph: Graph) -> None:
    picture = """
        te:1 -out-> hdca:9
        icj:5 for te:1
        job:1 for te:1
        job:2 for te:1
        tr:1 asked te:1
    """
    answer = full(graph, picture, {"job:2": {"state": "error"}})
    (execution,) = [node for node in answer.nodes if isinstance(node, Execution)]
    assert (execution.count, execution.states, execution.mapped) == (2, {"error": 1, "ok": 1}, True)
    assert execution.request == Ref("tool_request", 1)


def test_names_come_from_the_persisted_source(graph: Graph) -> None:
    source = {"source": '<tool id="a" name="Align reads" version="1"/>', "source_class": "XmlToolSource"}
    picture = "te:1 -out-> hda:1\n te:2 -out-> hda:2"
    draw(graph, picture)
    _source(graph, "main/te/1", source)
    _source(graph, "main/te/2", source | {"untrusted": True})
    names = {str(n.ref): n.tool_name for n in Explorer(graph).history_graph(1).nodes if isinstance(n, Execution)}
    assert names == {"tool_execution:1": "Align reads", "tool_execution:2": None}


def _source(graph: Graph, execution: str, properties: dict[str, object]) -> None:
    key = f"main/ts/{execution.rsplit('/', 1)[1]}{graph.engine}"
    edge = EdgeRow("OF_TOOL", "ToolExecution", execution, "ToolSource", key)
    graph.writer().apply([NodeRow("ToolSource", key, properties)], [edge])


def test_a_seed_may_be_named_by_its_request(graph: Graph) -> None:
    picture = "hda:1 -x-> te:1 -y-> hda:2 -x-> te:2 -y-> hda:3\n tr:1 asked te:1"
    answer = full(graph, picture, seed=Ref("tool_request", 1), depth=1)
    assert nodes(answer) == ["hda:1", "hda:2", "te:1"]
    assert answer.truncated.seed_in_scope is True


def test_what_is_not_there_is_said(graph: Graph) -> None:
    draw(graph, "te:1 -out-> hda:1", {"hda:2": {"history": 2}, "hda:3": {"hid": None}})
    ask = Explorer(graph).history_graph
    with pytest.raises(NotFound, match="history:9"):
        ask(9)
    with pytest.raises(SeedNotFound, match="Seed hda:2 not found in graph"):
        ask(1, seed=Ref("hda", 2))
    for scope in (2, 3, 4):
        with pytest.raises(SeedScopeNotFound, match=f"seed_scope hda:{scope} not found in history"):
            ask(1, seed_scope=Ref("hda", scope))


def test_items_without_a_number(graph: Graph) -> None:
    """They come first, as on PostgreSQL, and fall out of every window."""
    draw(graph, "te:1 -out-> hda:1\n te:1 -out-> hda:2", {"hda:1": {"hid": None}})
    ask = Explorer(graph).history_graph
    for profile in ("full", "galaxy-26.1"):
        assert "hda:1" in nodes(ask(1, limit=1, profile=profile))
        assert "hda:1" not in nodes(ask(1, seed_scope=Ref("hda", 2), profile=profile))


def test_items_without_data_are_counted_and_not_shown(graph: Graph) -> None:
    answer = full(graph, "te:1 -out-> hda:1", {"hda:1": {"dataset_id": None}})
    assert nodes(answer) == ["te:1"]


def test_an_empty_history(graph: Graph) -> None:
    draw(graph, "te:1 -out-> hda:1", {"hda:1": {"history": 2}})
    answer = Explorer(graph).history_graph(1)
    assert (answer.nodes, answer.edges) == ((), ())
    assert answer.history
    assert answer.history.name == "History 1"


def items(graph: HistoryGraph) -> dict[str, Item]:
    return {str(node.ref): node for node in graph.nodes if isinstance(node, Item)}
