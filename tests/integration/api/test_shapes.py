"""The shapes of the answers show all that the explorer says, and the examples are true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from api.encoding import Encoder
from api.ids import Ids
from api.openapi import examples
from api.schemas import Answer, History, HistoryGraph, Producers, ToolExecution
from cypher import open_graph
from explorer import Explorer
from explorer.view.picture import draw

CURSOR = re.compile(r'"gAAAA[\w-]+"')

RENAMED = {"payload", "src"}
"""`payload` is shown as `request`; what has only one kind, such as a history, is shown without its `src`."""


@pytest.fixture(scope="module")
def explorer(local_samples_url):
    with open_graph(local_samples_url) as graph:
        yield Explorer(graph, "demo")


def test_nothing_that_the_explorer_says_is_dropped(explorer):
    encoder = Encoder(Ids({"demo": "sesame"}), "demo")
    dropped = {
        name
        for schema, value in _answers(explorer)
        for name in _dropped(encoder.encode(value), _shown(schema, encoder.encode(value)))
    }
    assert dropped == RENAMED


@pytest.mark.parametrize("path", [path for path in examples() if path != "/api/sync"])
def test_the_examples_are_answers_of_the_demo(client, path):
    example = examples()[path]
    method = "POST" if "body" in example else "GET"
    answer = client.request(method, example["request"], json=example.get("body"))
    assert answer.status_code == 200
    assert _comparable(answer.json()) == _comparable(example["answer"])


def _comparable(answer: Any) -> str:
    """Write an answer with the name of the sample's Galaxy in the demo, and without cursors, which differ each time."""
    text = json.dumps(answer, sort_keys=True).replace('"demo/', '"main/')
    return CURSOR.sub('"…"', text)


def _answers(explorer: Explorer) -> Iterator[tuple[type[Answer], Any]]:
    for history in explorer.histories(limit=4)[0]:
        graph = explorer.history_graph(history.ref.id)
        yield History, history
        yield HistoryGraph, graph
        for node in graph.nodes[::5]:
            if node.ref.is_item:
                yield Producers, explorer.producers(node.ref)
            else:
                yield ToolExecution, explorer.tool_execution(node.ref)
    assert draw(graph).cards


def _shown(schema: type[Answer], encoded: Any) -> Any:
    return schema.model_validate(encoded).model_dump(mode="json")


def _dropped(said: Any, shown: Any) -> Iterator[str]:
    """Yield the names of members that are said and not shown; what says nothing may be left out."""
    if isinstance(said, dict) and isinstance(shown, dict):
        yield from (name for name, value in said.items() if name not in shown and value not in (None, False, [], ()))
        for name in said.keys() & shown.keys():
            yield from _dropped(said[name], shown[name])
    elif isinstance(said, list) and isinstance(shown, list):
        assert len(said) == len(shown)
        for pair in zip(said, shown, strict=True):
            yield from _dropped(*pair)
