"""The profile `tes` on small drawn graphs: contract T of `galaxy/history_graph.md`, sections 3 to 6."""

from __future__ import annotations

import pytest

from cypher import Graph
from explorer import Explorer, Ref
from explorer.graph.model import HistoryGraph
from tests.integration.explorer.drawing import Changes, draw, nodes, seen

HIDDEN = {"visible": False, "is_element": True}
MAPPED = {"implicit_output_name": "out"}


def tes(graph: Graph, picture: str, changes: Changes | None = None, **question: object) -> HistoryGraph:
    draw(graph, picture, changes)
    return Explorer(graph).history_graph(1, profile="tes", **question)  # type: ignore[arg-type]


# 3: producers, by the resolver, validated only


def test_the_execution_that_a_job_names_is_the_producer(graph: Graph) -> None:
    answer = tes(graph, "hda:1 -reads-> te:7 -report-> hda:2\n job:3 for te:7\n job:3 wrote hda:2")
    assert nodes(answer) == ["hda:1", "hda:2", "te:7"]
    assert seen(answer) == {"hda:1 dataset_input te:7", "te:7 dataset_output hda:2"}


def test_tool_nodes_have_the_tool_of_the_job_and_nothing_else(graph: Graph) -> None:
    answer = tes(graph, "te:7 -report-> hda:2\n job:3 for te:7\n job:3 wrote hda:2", {"job:3": {"tool_id": "cat1"}})
    tool = answer.nodes[-1]
    assert tool.ref == Ref("tool_execution", 7)
    assert (tool.tool_id, tool.tool_name, tool.name, tool.state) == ("cat1", None, None, None)
    assert answer.history is None


def test_a_job_finds_the_execution_of_its_workflow_step(graph: Graph) -> None:
    assert "te:7 dataset_output hda:2" in seen(tes(graph, "job:3 for/step te:7\n job:3 wrote hda:2"))


@pytest.mark.parametrize("via", ["request", "collection"])
def test_what_only_we_find_out_about_a_job_is_no_producer(graph: Graph, via: str) -> None:
    assert nodes(tes(graph, f"job:3 for/{via} te:7\n job:3 wrote hda:2")) == ["hda:2"]


def test_jobs_of_a_map_over_have_its_execution(graph: Graph) -> None:
    picture = """
        hdca:1 -x*-> te:7 -out-> hdca:9
        icj:5 for/own te:7
        job:3 of icj:5     job:3 for/icj te:7     job:3 wrote hdca:9
        job:4 of icj:5     job:4 for/icj te:7     job:4 wrote hdca:9
    """
    assert seen(tes(graph, picture)) == {"hdca:1 collection_input te:7", "te:7 collection_output hdca:9"}


@pytest.mark.parametrize("via", ["step", "collection"])
def test_a_map_over_without_an_execution_of_its_own_ends_the_search(graph: Graph, via: str) -> None:
    picture = f"icj:5 for/{via} te:7\n job:3 of icj:5\n job:3 for/icj te:7\n job:3 wrote hda:9"
    assert nodes(tes(graph, picture)) == ["hda:9"]


@pytest.mark.parametrize("state", ["not_validated", "validation_failed", "missing"])
def test_only_validated_executions_are_producers(graph: Graph, state: str) -> None:
    picture = "hda:1 -reads-> te:7 -out-> hda:2\n job:3 for te:7\n job:3 wrote hda:2"
    assert nodes(tes(graph, picture, {"te:7": {"state": state}})) == ["hda:1", "hda:2"]


@pytest.mark.parametrize("tool", ["__DATA_FETCH__", None])
def test_uploads_and_jobs_without_a_tool_are_no_producers(graph: Graph, tool: str | None) -> None:
    picture = "te:7 -out-> hda:2\n job:3 for te:7\n job:3 wrote hda:2"
    assert nodes(tes(graph, picture, {"job:3": {"tool_id": tool}})) == ["hda:2"]


def test_a_map_over_over_nothing_is_found_through_its_collection(graph: Graph) -> None:
    picture = "hdca:1 -x*-> te:7 -out-> hdca:9\n tr:7 asked te:7\n te:7 like ts:5"
    answer = tes(graph, picture, {"hdca:9": MAPPED, "ts:5": {"tool_id": "cat1"}})
    assert seen(answer) == {"hdca:1 collection_input te:7", "te:7 collection_output hdca:9"}
    assert answer.nodes[-1].tool_id == "cat1"


def test_one_that_a_workflow_made_is_not_found_for_nothing_asked_for_it(graph: Graph) -> None:
    assert nodes(tes(graph, "te:7 -out-> hdca:9", {"hdca:9": MAPPED})) == ["hdca:9"]


def test_a_collection_that_no_map_over_made_has_no_tie(graph: Graph) -> None:
    assert nodes(tes(graph, "tr:7 asked te:7 -out-> hdca:9")) == ["hdca:9"]


def test_the_source_names_the_tool_of_a_mapped_collection_even_when_it_knows_no_name(graph: Graph) -> None:
    picture = """
        te:7 -out-> hdca:9       tr:7 asked te:7
        icj:5 for/own te:7       job:3 of icj:5    job:3 for/icj te:7    job:3 wrote hdca:9
    """
    assert tes(graph, picture, {"hdca:9": MAPPED}).nodes[-1].tool_id is None


def test_an_item_of_several_executions_has_no_edge_and_their_inputs_stay_as_orphans(graph: Graph) -> None:
    picture = """
        hda:1 -x-> te:7      job:3 for te:7      job:3 wrote hda:9
        hda:2 -x-> te:8      job:4 for te:8      job:4 wrote hda:9
    """
    answer = tes(graph, picture, {"hda:1": {"history": 2}, "hda:2": {"history": 2}})
    assert (nodes(answer), answer.edges) == (["hda:1", "hda:2", "hda:9"], ())


def test_several_jobs_of_one_execution_are_one_producer(graph: Graph) -> None:
    picture = "job:3 for te:7\n job:3 wrote hda:9\n job:4 for te:7\n job:4 wrote hda:9"
    assert seen(tes(graph, picture)) == {"te:7 dataset_output hda:9"}


def test_an_early_form_that_kept_the_state_with_the_step_has_no_executions(graph: Graph) -> None:
    assert nodes(tes(graph, "job:3 for/step wis:7\n job:3 wrote hda:9")) == ["hda:9"]


# 4: what the payload names


def test_only_what_the_payload_names_is_an_input(graph: Graph) -> None:
    picture = """
        hda:1 -x-> te:7      hda:2 -x/job-> te:7      hdca:3 -x/premap*-> te:7
        job:3 for te:7       job:3 wrote hda:9
    """
    assert seen(tes(graph, picture)) == {"hda:1 dataset_input te:7", "te:7 dataset_output hda:9"}


def test_a_hidden_direct_element_stands_for_its_collection_and_a_nested_one_for_itself(graph: Graph) -> None:
    picture = """
        hda:1 in[a] hdca:5          hda:1 -x-> te:7
        hda:2 in[s/forward] hdca:6  hda:2 -y-> te:7
        job:3 for te:7              job:3 wrote hda:9
    """
    answer = tes(graph, picture, {"hda:1": HIDDEN, "hda:2": HIDDEN})
    assert seen(answer) == {
        "hdca:5 collection_input te:7",
        "hda:2 dataset_input te:7",
        "te:7 dataset_output hda:9",
    }


# 5: elements


def test_visible_leaves_lead_to_their_collection_at_any_depth(graph: Graph) -> None:
    picture = "hda:1 in[a/forward] hdca:9\n hda:2 in[a/reverse] hdca:9\n hda:3 in[b] hdca:9"
    changes: Changes = {"hda:2": HIDDEN, "hda:3": {"visible": None, "is_element": True}}
    assert seen(tes(graph, picture, changes)) == {"hda:1 dataset_element hdca:9"}


def test_a_leaf_elsewhere_joins_unless_it_is_deleted(graph: Graph) -> None:
    picture = "hda:1 in[a] hdca:9\n hda:2 in[b] hdca:9"
    elsewhere: Changes = {"hda:1": {"history": 2}, "hda:2": {"history": 2, "deleted": True}}
    assert nodes(tes(graph, picture, elsewhere)) == ["hda:1", "hdca:9"]
    answer = Explorer(graph).history_graph(1, profile="tes", include_deleted=True)
    assert nodes(answer) == ["hda:1", "hda:2", "hdca:9"]


def test_collections_that_share_their_elements_have_edges_each(graph: Graph) -> None:
    answer = tes(graph, "hda:1 in[a] hdca:8\n hda:1 in[a] hdca:9")
    assert seen(answer) == {"hda:1 dataset_element hdca:8", "hda:1 dataset_element hdca:9"}


def test_a_collection_that_only_joins_shows_no_elements(graph: Graph) -> None:
    picture = "hda:1 in[a] hdca:5 -x-> te:7\n job:3 for te:7\n job:3 wrote hda:9"
    answer = tes(graph, picture, {"hda:1": {"history": 2}, "hdca:5": {"history": 2}})
    assert nodes(answer) == ["hda:9", "hdca:5", "te:7"]


# 6: order, and the seed


def test_nodes_by_kind_and_id_and_edges_by_their_ends(graph: Graph) -> None:
    picture = """
        hda:2 in[a] hdca:1 -x-> te:7     hda:2 -y-> te:7
        job:3 for te:7                   job:3 wrote hda:9       job:3 wrote hdca:4
    """
    answer = tes(graph, picture)
    assert nodes(answer) == ["hda:2", "hda:9", "hdca:1", "hdca:4", "te:7"]
    assert [edge.type for edge in answer.edges] == [
        "dataset_element",
        "dataset_input",
        "collection_input",
        "dataset_output",
        "collection_output",
    ]


def test_an_execution_is_a_seed(graph: Graph) -> None:
    picture = "hda:1 -x-> te:7\n job:3 for te:7\n job:3 wrote hda:9\n hda:4 ~> hda:5"
    answer = tes(graph, picture, seed=Ref("tool_execution", 7), depth=1)
    assert nodes(answer) == ["hda:1", "hda:9", "te:7"]


# Over the samples: between what Galaxy 26.1 shows and everything that is known


WIDEST_FIRST = ("full", "tes", "galaxy-26.1")


def edges(graph: HistoryGraph) -> set[tuple[Ref, Ref, str]]:
    return {(edge.source, edge.target, edge.type) for edge in graph.edges}


@pytest.mark.parametrize("instance", ["demo", "main"])
def test_full_shows_every_edge_of_it_and_it_shows_every_edge_of_galaxy(samples: Graph, instance: str) -> None:
    """A request of release 26.1 has the number of the execution that the migration makes of it.

    Which of several collections a hidden element stands for is another rule in `full`, so those inputs are left out.
    """
    explorer = Explorer(samples, instance)
    for history in explorer.histories(limit=1000)[0]:
        full, tes, galaxy = (explorer.history_graph(history.ref.id, profile=name) for name in WIDEST_FIRST)
        assert {edge for edge in edges(tes) if edge[2] != "collection_input"} <= edges(full), history.ref
        assert {tuple(map(_executed, edge)) for edge in edges(galaxy)} <= edges(tes), history.ref


def _executed(end: object) -> object:
    is_request = isinstance(end, Ref) and end.src == "tool_request"
    return Ref("tool_execution", end.id, end.instance) if is_request else end
