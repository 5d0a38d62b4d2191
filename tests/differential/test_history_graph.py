"""The profile `galaxy-26.1` against Galaxy's own HistoryGraphBuilder, over the same database.

Both are asked about every history; nodes, edges, their order and `truncated` must be equal. Left out: `tool_name`, for
which Galaxy asks the toolbox of a running server.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cypher import Graph, open_graph
from explorer import Explorer, Ref
from tests.differential.galaxy_form import answer, without_tool_names
from tests.oracle.client import Oracle

GALAXYS_FAULT: dict[tuple[str, int, str], str] = {}
"""(instance, history, question) → why Galaxy's answer hangs on an order that it does not ask for. There is none."""

FEW: list[dict[str, Any]] = [{}, {"limit": 5}, {"limit": 50}, {"limit": 1000}, {"include_deleted": True}]
WINDOWS = (4, 5)
"""An even and an odd limit: their windows differ at the upper end."""


@dataclass
class Pair:
    """One database: the file that Galaxy reads, and the instance of the graph that was loaded from it."""

    database: Path
    instance: str
    oracle: Oracle
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ids(self, table: str, history: int | None = None) -> list[int]:
        where = "" if history is None else f" where history_id = {history}"
        with closing(sqlite3.connect(self.database)) as connection:
            return [number for (number,) in connection.execute(f"select id from {table}{where} order by id")]

    def galaxy(self, history: int, **question: Any) -> dict[str, Any]:
        """What Galaxy answers; asked once for all engines."""
        name = f"{history} {question}"
        if name not in self.answers:
            self.answers[name] = without_tool_names(self.oracle.graph(history, ids="raw", **question))
        return self.answers[name]

    def compare(self, graph: Graph, history: int, **question: Any) -> None:
        if (self.instance, history, str(question)) in GALAXYS_FAULT:
            return
        seeds = {
            name: Ref(question[name]["src"], int(question[name]["id"]), self.instance)
            for name in ("seed", "seed_scope")
            if name in question
        }
        ours = Explorer(graph, self.instance).history_graph(history, profile="galaxy-26.1", **(question | seeds))
        assert answer(ours) == self.galaxy(history, **question), (self.instance, history, question)


@pytest.fixture(scope="module")
def demo(oracle: Callable[[Path], Oracle], demo_sqlite: Path) -> Pair:
    return Pair(demo_sqlite, "demo", oracle(demo_sqlite))


@pytest.fixture(scope="module")
def everything(oracle: Callable[[Path], Oracle], oracle_sqlite: Path) -> Pair:
    return Pair(oracle_sqlite, "main", oracle(oracle_sqlite))


@pytest.fixture(scope="module", params=["demo", "everything"])
def pair(request: pytest.FixtureRequest) -> Pair:
    """Each of the two databases; the one that may not be committed is skipped where it is absent."""
    found: Pair = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def local(local_samples_url: str) -> Iterator[Graph]:
    with open_graph(local_samples_url) as graph:
        yield graph


@pytest.mark.parametrize("question", FEW, ids=str)
def test_every_history(pair: Pair, samples: Graph, question: dict[str, Any]) -> None:
    histories = pair.ids("history")
    assert len(histories) >= 12
    for history in histories:
        pair.compare(samples, history, **question)


def test_windows_around_every_item(pair: Pair, local: Graph) -> None:
    for history in pair.ids("history"):
        for scope in items(pair, history):
            for limit in WINDOWS:
                pair.compare(local, history, limit=limit, include_deleted=limit == WINDOWS[0], seed_scope=scope)


@pytest.mark.parametrize("direction", ["both", "forward", "backward"])
@pytest.mark.parametrize("depth", [1, 3, 20])
def test_every_seed_of_three_histories(pair: Pair, local: Graph, direction: str, depth: int) -> None:
    for history in widest(pair):
        for node in pair.galaxy(history)["nodes"]:
            seed = {"src": node["src"], "id": node["id"]}
            pair.compare(local, history, seed=seed, direction=direction, depth=depth)


def test_the_answers_hold_every_kind_of_edge(everything: Pair) -> None:
    """Else the equality above would say little."""
    graphs = [everything.galaxy(history) for history in everything.ids("history")]
    kinds = {edge["type"] for graph in graphs for edge in graph["edges"]}
    assert kinds == {"dataset_input", "dataset_output", "collection_input", "collection_output"}


def items(pair: Pair, history: int) -> list[dict[str, Any]]:
    datasets = pair.ids("history_dataset_association", history)
    collections = pair.ids("history_dataset_collection_association", history)
    return [{"src": "hda", "id": str(i)} for i in datasets] + [{"src": "hdca", "id": str(i)} for i in collections]


def widest(pair: Pair) -> list[int]:
    """The three histories with the most nodes: what a seed keeps of them differs most."""
    return sorted(pair.ids("history"), key=lambda history: -len(pair.galaxy(history)["nodes"]))[:3]
