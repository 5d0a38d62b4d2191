import json

import pytest

from cypher import BadDump, NodeRow
from cypher import dump as dump_module
from cypher.dump import dump, restore
from tests.integration.cypher.test_writer import EDGES, NODES

pytestmark = pytest.mark.service


def test_lines_and_their_keys_are_sorted_and_bookkeeping_is_left_out(graph):
    graph.writer().apply(NODES, EDGES)
    graph.writer().bookkeeping([NodeRow("Stream", "main/stream/jobs", {"name": "jobs"})])
    lines = list(dump(graph))
    assert lines == sorted(lines)
    assert all(line == json.dumps(json.loads(line), sort_keys=True, ensure_ascii=False) + "\n" for line in lines)
    assert len(lines) == len(NODES) + len(EDGES)


def test_a_restored_graph_dumps_to_the_same_bytes(graph, empty):
    graph.writer().apply(NODES, EDGES)
    lines = list(dump(graph))
    empty(graph)
    assert restore(graph, lines) == len(lines)
    assert list(dump(graph)) == lines


def test_more_lines_than_fit_in_memory_are_merged(graph, monkeypatch):
    graph.writer().apply(NODES, EDGES)
    lines = list(dump(graph))
    monkeypatch.setattr(dump_module, "CHUNK", 3)
    assert list(dump(graph)) == lines


def test_nothing_is_restored_into_a_graph_that_holds_something(graph):
    graph.writer().apply(NODES)
    with pytest.raises(BadDump, match="not empty"):
        restore(graph, [])


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"node": "Dataset"}',
        '{"node": "Planet", "key": "main/hda/1", "properties": {}}',
        '{"node": "Dataset", "key": "main/hda/x", "properties": {}}',
        '{"node": "Dataset", "key": "main/hda/1", "properties": {"colour": "red"}}',
        '{"node": "Dataset", "key": "main/hda/1", "properties": {"key": "main/hda/2"}}',
        '{"edge": "OWNS", "from": "main/hda/1", "to": "main/history/1", "properties": {}}',
        '{"edge": "OWNS", "from": "main/user/1", "to": "main/history/1", "properties": {}}',
    ],
)
def test_a_line_that_is_no_part_of_a_graph_is_refused(graph, line):
    with pytest.raises(BadDump):
        restore(graph, [line])
