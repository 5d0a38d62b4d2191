"""New nodes and the edges that hang on them.

(job 1) (job 2) -RAN_FOR-> (te 7)      (job 1) -MEMBER_OF-> (icj 3)      (job 1) -WROTE-> (hda 1) (hda 2)
"""

import pytest

from cypher import EdgeRow, NodeRow, TooLarge, pack
from cypher.hanging import HOMES, TAIL
from cypher.packing import AT_ONCE, MOST
from cypher.schema import BY_TYPE

EXECUTION = NodeRow("ToolExecution", "main/te/7", {"state": "validated"})
JOBS = [NodeRow("Job", f"main/job/{id_}", {"state": "ok"}) for id_ in (1, 2)]
RAN = [EdgeRow("RAN_FOR", "Job", job.key, "ToolExecution", "main/te/7", {"via": "own"}) for job in JOBS]
MEMBER = EdgeRow("MEMBER_OF", "Job", "main/job/1", "ImplicitCollectionJobs", "main/icj/3", {"index": 0})


def wrote(job, datasets):
    return [EdgeRow("WROTE", "Job", f"main/job/{job}", "Dataset", f"main/hda/{id_}") for id_ in datasets]


def made(packed):
    """What each statement begins with, and how many nodes and edges it makes."""
    inserts = (*packed.nodes, *packed.edges)
    return [(insert.statement.split("RETURN")[0].count("CREATE"), insert.nodes, insert.edges) for insert in inserts]


def test_nodes_that_share_a_home_are_in_one_row():
    first, second = pack([*JOBS, EXECUTION], RAN).nodes
    assert "CREATE (:ToolExecution" in first.statement
    assert [(row[0], len(row[1])) for row in second.rows] == [("main/te/7", 2)]
    assert (second.made, second.nodes, second.edges) == (2, 2, 2)


def test_what_differs_in_its_edges_is_made_by_another_statement():
    assert made(pack(JOBS, [*RAN, MEMBER, *wrote(1, (1, 2))])) == [(2, 1, 4), (1, 1, 1)]


def test_a_second_home_of_a_type_is_an_edge_like_others():
    other = EdgeRow("RAN_FOR", "Job", "main/job/1", "ToolExecution", "main/te/8", {"via": "step"})
    assert made(pack(JOBS[:1], [RAN[0], other])) == [(1, 1, 1), (1, 0, 1)]


def test_edges_between_nodes_that_are_there_hang_on_none():
    packed = pack([], [*RAN, MEMBER])
    assert not packed.nodes
    assert sum(insert.edges for insert in packed.edges) == 3


def test_a_tail_is_bounded():
    packed = pack(JOBS[:1], wrote(1, range(AT_ONCE + 1)))
    assert made(packed) == [(2, 1, AT_ONCE), (1, 0, 1)]


def test_much_text_is_cut():
    jobs = [NodeRow("Job", f"main/job/{id_}", {"parameters": "x" * (MOST // 5)}) for id_ in (1, 2, 3)]
    edges = [EdgeRow("RAN_FOR", "Job", job.key, "ToolExecution", "main/te/7", {"via": "own"}) for job in jobs]
    assert [insert.nodes for insert in pack(jobs, edges).nodes] == [2, 1]


def test_more_text_than_a_row_may_have_is_refused():
    with pytest.raises(TooLarge):
        pack([NodeRow("Job", "main/job/1", {"parameters": "x" * MOST})], [RAN[0], *wrote(1, (1,))])


@pytest.mark.parametrize("label", [*HOMES, *TAIL])
def test_a_node_owns_what_hangs_on_it(label):
    types = [*HOMES.get(label, ()), *(TAIL[label][:1] if label in TAIL else ())]
    for edge in map(BY_TYPE.__getitem__, types):
        assert any((source if edge.owner == "source" else target) == label for source, target in edge.ends)


def test_what_has_a_tail_has_a_place_in_the_order():
    assert HOMES.keys() >= TAIL.keys()
