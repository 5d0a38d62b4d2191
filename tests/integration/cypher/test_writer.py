"""Writing the difference, on both engines.

(hda 1) (hda 2) (hda 3) -IN_HISTORY-> (history 1)
(hda 1) -CONSUMED_BY a, b-> (te 7) -PRODUCED out-> (hda 3)
"""

import threading

import pytest

from cypher import Bookkeeping, EdgeRow, NodeRow, Owned, Removed, UnknownEnd, pack
from cypher.dump import dump
from cypher.packing import AT_ONCE

pytestmark = pytest.mark.service

HISTORY = NodeRow("History", "main/history/1", {"name": "h"})
DATASETS = [NodeRow("Dataset", f"main/hda/{i}", {"name": f"d{i}", "tags": ["x", "y"]}) for i in (1, 2, 3)]
EXECUTION = NodeRow("ToolExecution", "main/te/7", {"state": "validated"})
STANDS = [EdgeRow("IN_HISTORY", "Dataset", f"main/hda/{i}", "History", "main/history/1") for i in (1, 2, 3)]
INPUT_A, INPUT_B = (
    EdgeRow("CONSUMED_BY", "Dataset", "main/hda/1", "ToolExecution", "main/te/7", {"input": name, "via": "payload"})
    for name in "ab"
)
OUTPUT = EdgeRow("PRODUCED", "ToolExecution", "main/te/7", "Dataset", "main/hda/3", {"output": "out"})
NODES, EDGES = [HISTORY, *DATASETS, EXECUTION], [*STANDS, INPUT_A, INPUT_B, OUTPUT]


def edges(graph, edge_type):
    return [line for line in dump(graph) if f'"edge": "{edge_type}"' in line]


def test_a_first_write_makes_everything_and_a_second_one_nothing(graph):
    writer = graph.writer()
    first = writer.apply(NODES, EDGES)
    assert (first.nodes_written, first.edges_written) == (5, 6)
    before, version = list(dump(graph)), graph.version()
    assert not writer.apply(NODES, EDGES)
    assert list(dump(graph)) == before
    assert graph.version() == version


def test_a_fresh_write_gives_the_same_graph_as_a_compared_one(graph):
    writer = graph.writer()
    writer.apply(NODES, EDGES, fresh=True)
    assert not writer.apply(NODES, EDGES)


def test_packed_rows_give_the_same_graph(graph):
    writer = graph.writer()
    change = writer.apply(fresh=True, packed=pack(NODES, EDGES))
    assert (change.nodes_written, change.edges_written) == (5, 6)
    assert not writer.apply(NODES, EDGES)


def test_a_packed_edge_to_nothing_undoes_all(graph):
    with pytest.raises(UnknownEnd):
        graph.writer().apply(fresh=True, packed=pack(NODES[1:], EDGES))
    assert not list(dump(graph))


def test_a_packed_tail_with_an_end_that_is_not_there_undoes_all(graph):
    with pytest.raises(UnknownEnd):
        graph.writer().apply(fresh=True, packed=pack([HISTORY, *DATASETS[:2], EXECUTION], [*STANDS[:2], OUTPUT]))
    assert not list(dump(graph))


def test_properties_that_are_gone_are_removed(graph):
    writer = graph.writer()
    writer.apply(NODES)
    change = writer.apply([NodeRow("Dataset", "main/hda/2", {"name": "other"})])
    assert change.keys_written == {"main/hda/2"}
    line = next(line for line in dump(graph) if '"main/hda/2"' in line)
    assert '"other"' in line
    assert "tags" not in line


def test_edges_that_their_owner_no_longer_names_are_removed(graph):
    writer = graph.writer()
    writer.apply(NODES, EDGES)
    change = writer.apply(edges=[INPUT_B])
    assert (change.edges_written, change.edges_removed, change.keys_written) == (1, 2, {"main/te/7"})
    assert change.removed == [Removed("CONSUMED_BY", "main/te/7", "main/hda/1")] * 2
    assert len(edges(graph, "CONSUMED_BY")) == 1
    assert len(edges(graph, "PRODUCED")) == 1


def test_an_owner_with_no_edges_left_is_named_as_such(graph):
    writer = graph.writer()
    writer.apply(NODES, EDGES)
    writer.apply(owned=[Owned("IN_HISTORY", "Dataset", ["main/hda/1"])])
    assert len(edges(graph, "IN_HISTORY")) == 2


def test_an_edge_whose_end_is_missing_is_handed_back_and_made_when_the_end_is_there(graph):
    writer = graph.writer()
    assert writer.apply(NODES[:2], EDGES[:2]).dangling == [STANDS[1]]
    assert writer.apply(NODES[2:3], EDGES[1:2]).dangling == []
    assert len(edges(graph, "IN_HISTORY")) == 2


def test_the_same_edge_twice_is_one(graph):
    writer = graph.writer()
    writer.apply(NODES, [INPUT_A, INPUT_A, INPUT_B])
    assert len(edges(graph, "CONSUMED_BY")) == 2


def test_removing_nodes_takes_their_edges_along(graph):
    writer = graph.writer()
    writer.apply(NODES, EDGES)
    change = writer.remove_nodes("Dataset", ["main/hda/1", "main/hda/99"])
    assert change.nodes_removed == 1
    assert set(change.removed) == {Removed("CONSUMED_BY", "main/te/7", "main/hda/1")}
    assert edges(graph, "CONSUMED_BY") == []


def test_bookkeeping_is_no_part_of_the_graph(graph):
    writer = graph.writer()
    writer.apply(NODES)
    before, version = list(dump(graph)), graph.version()
    writer.bookkeeping([NodeRow("Stream", "main/stream/jobs", {"name": "jobs"})])
    assert (list(dump(graph)), graph.version()) == (before, version)
    writer.bookkeeping([], remove=[("Stream", "main/stream/jobs")])


def test_bookkeeping_goes_with_the_rows_and_knows_what_they_changed(graph):
    def remember(change):
        seen.append(change)
        return Bookkeeping([NodeRow("Stream", "main/stream/jobs", {"report": str(change.nodes_written)})])

    def forget(change):
        seen.append(change)
        return Bookkeeping(remove=[("Stream", "main/stream/jobs")])

    def streams():
        return list(graph.stream("MATCH (s:Stream) RETURN s.report"))

    seen, writer = [], graph.writer()
    assert seen == [writer.apply(NODES, EDGES, also=remember)]
    version = graph.version()
    writer.apply(NODES, also=remember)
    assert (streams(), graph.version()) == ([["0"]], version)
    change = writer.remove_nodes("Dataset", ["main/hda/1"], also=forget)
    assert (streams(), seen[-1]) == ([], change)


def test_rows_are_not_written_when_their_bookkeeping_fails(graph):
    def fail(_change):
        raise ValueError("no position")

    with pytest.raises(ValueError, match="no position"):
        graph.writer().apply(NODES, EDGES, fresh=True, also=fail)
    assert list(dump(graph)) == []


def test_values_come_back_as_they_went_in(graph):
    text = "«λ» \u0001 \\ \" ' \n 🧬 " + "x" * 100_000
    row = NodeRow("Dataset", "main/hda/1", {"name": text, "hid": 2**53 + 1, "visible": False, "tags": []})
    graph.writer().apply([row])
    assert not graph.writer().apply([row])


def test_one_record_with_more_edges_than_a_statement_takes(graph):
    many = 2 * AT_ONCE + 1
    datasets = [NodeRow("Dataset", f"main/hda/{i}", {}) for i in range(many)]
    inputs = [EdgeRow("CONSUMED_BY", "Dataset", d.key, "ToolExecution", "main/te/7", {"input": "in"}) for d in datasets]
    writer = graph.writer()
    writer.apply([EXECUTION, *datasets[1:]], fresh=True)
    first = writer.apply(edges=inputs, fresh=True)
    assert (first.edges_written, first.dangling) == (many - 1, inputs[:1])
    second = writer.apply(datasets[:1], inputs)
    assert (second.nodes_written, second.edges_written, second.edges_removed) == (1, 1, 0)


def test_writers_wait_for_each_other(graph):
    def write(part):
        for row in range(20):
            graph.writer().apply([NodeRow("Dataset", f"main/hda/{part * 100 + row}", {}), HISTORY])

    writers = [threading.Thread(target=write, args=(part,)) for part in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sum(1 for _ in dump(graph)) == 61
