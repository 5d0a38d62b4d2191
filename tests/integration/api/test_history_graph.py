"""The history graph over HTTP: Galaxy's own answers, byte for byte in what they mean, and what `full` adds."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from typing import Any

import pytest

from tests.engines.sample_databases import SHARED, shared_file

SAVED = SHARED / "data" / "responses.tar.xz"
INSTANCES = {"demo": "demo", "galaxy-26.1.2": "main"}
RNASEQ = "a07893e1918ac7a5"
GALAXYS_MEMBERS = [
    *("src", "id", "name", "hid", "state", "extension"),
    *("collection_type", "deleted", "visible", "tool_id", "tool_name"),
]


@pytest.fixture(scope="session")
def saved() -> dict[str, Any]:
    with tarfile.open(shared_file(SAVED)) as archive:
        return dict(_answers(archive))


def test_galaxys_own_answers(client, saved):
    """Every saved answer of the running servers: graphs, limits, seeds, and errors with their messages."""
    differing = [name for name, exchange in saved.items() if _ask(client, name, exchange) != _expected(exchange)]
    assert len(saved) > 50
    assert differing == []


def test_nodes_have_exactly_galaxys_members(client):
    graph = client.get(f"/api/histories/{RNASEQ}/graph?profile=galaxy-26.1").json()
    assert list(graph) == ["nodes", "edges", "truncated"]
    assert {tuple(node) for node in graph["nodes"]} == {tuple(GALAXYS_MEMBERS)}
    assert {tuple(edge) for edge in graph["edges"]} == {("source", "target", "type")}


def test_a_tool_request_is_a_seed_in_every_profile(client):
    """A program that asks as Galaxy 26.1 is asked gets its answer, whatever the default profile is."""
    path = f"/api/histories/{RNASEQ}/graph"
    requests = client.get(f"{path}?profile=galaxy-26.1").json()["nodes"]
    aligned = next(node for node in requests if node["tool_id"] == "align_reads")
    parameters = {"seed_src": "tool_request", "seed_id": aligned["id"], "depth": 1, "layout": True}
    found = client.get(path, params=parameters).json()
    executions = [node for node in found["nodes"] if node["src"] == "tool_execution"]
    assert [node["request"]["id"] for node in executions] == [aligned["id"]]
    assert found["truncated"]["seed_in_scope"] is True


def test_full_keeps_galaxys_members_and_adds_to_them(client_on):
    graph = client_on.get(f"/api/histories/{RNASEQ}/graph").json()
    assert graph["history"] == {"id": RNASEQ, "name": "RNA-seq: heat stress in yeast", "owner": "amara-okafor"}
    assert all(list(node)[: len(GALAXYS_MEMBERS)] == GALAXYS_MEMBERS for node in graph["nodes"])
    assert {edge["via"] for edge in graph["edges"] if edge["type"] == "collection_input"} == {"payload"}
    executions = [node for node in graph["nodes"] if node["src"] == "tool_execution"]
    assert {node["validity"] for node in executions} == {"validated"}
    assert all(sum(node["states"].values()) == node["count"] for node in executions)


def test_ends_of_edges_are_nodes(client):
    graph = client.get(f"/api/histories/{RNASEQ}/graph").json()
    nodes = {(node["src"], node["id"]) for node in graph["nodes"]}
    assert {(end["src"], end["id"]) for edge in graph["edges"] for end in (edge["source"], edge["target"])} <= nodes


def test_the_layout_places_what_it_shows(client):
    graph = client.get(f"/api/histories/{RNASEQ}/graph?layout=true").json()
    layout, nodes = graph["layout"], {(node["src"], node["id"]) for node in graph["nodes"]}
    cards = {(card["src"], card["id"]): card for card in layout["cards"]}
    assert cards.keys() <= nodes
    assert all(card["x"] >= 0 and card["x"] + card["width"] <= layout["width"] for card in cards.values())
    assert {(end["src"], end["id"]) for edge in layout["edges"] for end in (edge["source"], edge["target"])} <= set(
        cards
    )
    assert layout["spines"]


def test_the_layout_is_left_out_unless_asked_for(client):
    assert "layout" not in client.get(f"/api/histories/{RNASEQ}/graph").json()


def test_upstream_of_a_seed(client):
    whole = client.get(f"/api/histories/{RNASEQ}/graph").json()
    last = max((node for node in whole["nodes"] if node["src"] == "hda"), key=lambda node: node["hid"])
    seed = {"seed_src": "hda", "seed_id": last["id"], "direction": "backward", "depth": 1}
    near = client.get(f"/api/histories/{RNASEQ}/graph", params=seed).json()
    assert near["truncated"]["seed_in_scope"] is True
    assert 1 < len(near["nodes"]) < len(whole["nodes"])


def _answers(archive: tarfile.TarFile) -> Iterator[tuple[str, Any]]:
    for member in archive.getmembers():
        if "/graph_responses/" in member.name and (file := archive.extractfile(member)):
            yield member.name, json.load(file)


def _ask(client, name: str, exchange: dict[str, Any]) -> Any:
    instance = INSTANCES[name.removeprefix("./").split("/")[0]]
    parameters = exchange["request"]["params"] | {"profile": "galaxy-26.1", "instance": instance}
    found = client.get(exchange["request"]["path"], params=parameters)
    answer = found.json()
    if found.status_code >= 400:
        answer = {key: answer[key] for key in exchange["response"] if key in answer}
    return _compared(found.status_code, answer)


def _expected(exchange: dict[str, Any]) -> Any:
    return _compared(exchange["status"], exchange["response"])


def _compared(status: int, answer: dict[str, Any]) -> Any:
    """Without the names of tools: a Galaxy without its toolbox has none."""
    for node in answer.get("nodes", ()):
        node.pop("tool_name")
    return status, answer
