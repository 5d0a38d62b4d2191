"""Kept answers: one is given again until the graph changes, to its caller only, and never after a share has ended.

An answer with a stub tells whether it was kept: a new one has a new random id.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.auth.identity import Identity
from api.auth.tokens import new_token
from cypher import Graph, Owned
from tests.engines.graph_server import GraphServer
from tests.integration.api.conftest import asking
from tests.integration.explorer.access.world import people
from tests.integration.explorer.drawing import draw

GRAPH = "/api/histories/1/graph"
SHARED = "alice owns history:1  bob reads history:1  carol reads history:1  alice owns history:2"


@pytest.fixture
def tokens(tmp_path: Path) -> dict[str, str]:
    """A token of each user, in a file `tokens`."""
    made = {name: new_token(Identity(number)) for name, number in {"alice": 1, "bob": 2, "carol": 3}.items()}
    (tmp_path / "tokens").write_text("\n".join(line for _, line in made.values()))
    return {name: token for name, (token, _) in made.items()}


@pytest.fixture
def client(
    local_graph: Graph,
    local_engine: GraphServer,
    tokens: dict[str, str],  # noqa: ARG001 - writes the file
    tmp_path: Path,
) -> Iterator[TestClient]:
    """The application on a history that bob and carol may read, with a copy of what they may not."""
    draw(local_graph, "hda:1 ~> hda:2   hda:10 ~> hda:11 ~> hda:12 ~> hda:13", {"hda:1": {"history": 2}})
    people(local_graph, SHARED)
    reached = {"graph": local_engine.url, "auth": "token", "tokens": tmp_path / "tokens"}
    with asking(**reached, instance="main", id_secret=()) as client:
        yield client


def stub(client: TestClient, token: str, path: str = GRAPH) -> str:
    """Ask, and return the random id of the stub in the answer."""
    answer = client.get(path, headers={"x-api-key": token})
    assert answer.status_code == 200, answer.text
    [node] = [node for node in answer.json()["nodes"] if node.get("restricted")]
    return str(node["id"])


def test_the_same_answer_is_given_again_and_to_nobody_else(client: TestClient, tokens: dict[str, str]) -> None:
    first = stub(client, tokens["bob"])
    assert stub(client, tokens["bob"]) == first
    assert stub(client, tokens["bob"], f"{GRAPH}?limit=7") != first
    assert stub(client, tokens["carol"]) != first


def test_a_kept_answer_has_its_headers_and_is_compressed(client: TestClient, tokens: dict[str, str]) -> None:
    key = {"x-api-key": tokens["bob"]}
    first, again = client.get(GRAPH, headers=key), client.get(GRAPH, headers=key)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert again.headers["content-encoding"] == first.headers["content-encoding"] == "gzip"
    assert client.get(GRAPH, headers=key | {"If-None-Match": again.headers["etag"]}).status_code == 304


def test_a_write_makes_every_kept_answer_stale_at_once(
    client: TestClient, tokens: dict[str, str], local_graph: Graph
) -> None:
    first = stub(client, tokens["bob"])
    draw(local_graph, "hda:5 ~> hda:6", {})
    assert stub(client, tokens["bob"]) != first
    names = client.get(GRAPH, headers={"x-api-key": tokens["bob"]}).json()["nodes"]
    assert "5" in {node["id"] for node in names}


def test_a_share_that_ends_ends_kept_answers(client: TestClient, tokens: dict[str, str], local_graph: Graph) -> None:
    stub(client, tokens["bob"])
    local_graph.writer().apply(owned=[Owned("MAY_READ", "History", ["main/history/1"])])
    assert client.get(GRAPH, headers={"x-api-key": tokens["bob"]}).status_code == 403
