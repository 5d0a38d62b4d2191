"""Answers that are written without models are those of their schemas, byte for byte; stubs: `unit/api/test_stubs`."""

from __future__ import annotations

from typing import Any

import pytest

from api.encoding import Encoder
from api.ids import Ids
from api.schemas import HistoryGraph, Layout
from api.writing import write
from explorer import Explorer
from explorer.graph.model import Truncation
from explorer.view.picture import draw

IDS = Ids({"demo": "sesame", "main": "galaxy-provenance-oracle-secret"})


@pytest.mark.parametrize("profile", ["full", "tes", "galaxy-26.1"])
@pytest.mark.parametrize("asked", ["demo", "another Galaxy"])
def test_a_history_graph(samples, profile, asked):
    explorer = Explorer(samples, "demo")
    for history in explorer.histories(limit=100, include_deleted=True)[0]:
        graph = explorer.history_graph(history.ref.id, profile=profile, include_deleted=True)
        assert write(HistoryGraph, graph, Encoder(IDS, asked)) == _by_model(graph, asked)


def test_a_history_graph_with_its_picture(samples):
    explorer = Explorer(samples, "demo")
    graph = explorer.history_graph(explorer.histories()[0][0].ref.id)
    encoder = Encoder(IDS, "demo")
    layout = encoder.encode(draw(graph, None))
    expected = HistoryGraph.model_validate(encoder.encode(graph) | {"layout": layout}).model_dump_json().encode()
    assert write(HistoryGraph, graph, encoder, layout=Layout.model_validate(layout)) == expected


def test_a_promise_that_nothing_keeps_is_an_error():
    with pytest.raises(TypeError, match=r"HistoryGraph\.nodes is promised"):
        write(HistoryGraph, Truncation(), Encoder(IDS, "demo"))


def _by_model(graph: Any, asked: str) -> bytes:
    return HistoryGraph.model_validate(Encoder(IDS, asked).encode(graph)).model_dump_json().encode()
