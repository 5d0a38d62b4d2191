"""What a request may send, which pages may ask, and what Prometheus is told."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from api.bounds import Bounded
from api.errors import BadConfiguration
from api.settings import Settings
from tests.integration.api.conftest import asking

ORIGIN = "https://galaxy.example.org"
HISTORIES = "/api/histories"


@pytest.fixture(scope="module")
def bounded(local_samples_url):
    with asking(graph=local_samples_url, max_address=1024, max_body=100, cors_origins=(ORIGIN,)) as client:
        yield client


@pytest.mark.parametrize("path", [f"{HISTORIES}?q={'x' * 1024}", f"/{'x' * 1024}"])
def test_an_address_over_the_limit(bounded, path):
    answer = bounded.get(path)
    assert (answer.status_code, answer.json()["err_code"]) == (414, 414001)
    assert "1024 at most" in answer.json()["err_msg"]


def test_a_body_over_the_limit_is_not_read(bounded):
    answer = bounded.request("GET", HISTORIES, content=b"x" * 101)
    assert (answer.status_code, answer.json()["err_code"]) == (413, 413001)
    assert bounded.request("GET", HISTORIES, content=b"x" * 100).status_code == 200


def test_a_body_that_does_not_say_how_long_it_is():
    """No route reads a body yet: the middleware alone, before an application that does."""
    client = TestClient(Bounded(_echo, address=1024, body=100))
    assert client.post("/", content=iter([b"x" * 60, b"x" * 40])).text == "100"
    assert client.post("/", content=iter([b"x" * 60, b"x" * 41])).status_code == 413


async def _echo(scope, receive, send):
    body = await Request(scope, receive).body()
    await Response(str(len(body)))(scope, receive, send)


def test_pages_of_named_origins_may_ask(bounded, client):
    answer = bounded.get(HISTORIES, headers={"Origin": ORIGIN})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "total_matches" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    preflight = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "x-api-key",
    }
    assert bounded.options(HISTORIES, headers=preflight).status_code == 200
    others = [
        bounded.get(HISTORIES, headers={"Origin": "https://evil.example.org"}),
        client.get(HISTORIES, headers={"Origin": ORIGIN}),
    ]
    assert not [each for each in others if "access-control-allow-origin" in each.headers]


def test_not_every_page_may_ask_as_an_administrator():
    with pytest.raises(BadConfiguration, match="name the origins"):
        Settings(cors_origins=("*",))


def test_metrics(local_samples_url):
    with asking(graph=local_samples_url) as client:
        histories = client.get(HISTORIES).json()
        for each in histories[:2]:
            client.get(f"{HISTORIES}/{each['id']}/graph")
        client.get(f"{HISTORIES}/nonsense/graph")
        answer = client.get("/metrics")
        lines = answer.text.splitlines()
    graph = 'galaxy_lineage_requests_total{route="/api/histories/{history_id}/graph",status="%s"} %s'
    assert {graph % ("200", "2.0"), graph % ("400", "1.0"), "galaxy_lineage_graph_up 1.0"} <= set(lines)
    assert 'galaxy_lineage_request_seconds_count{route="/api/histories"} 1.0' in lines
    assert any(line.startswith('galaxy_lineage_graph_age_seconds{instance="demo"}') for line in lines)
    assert not [each["id"] for each in histories if each["id"] in answer.text]
    assert answer.headers["content-type"].startswith("text/plain")


def test_what_cannot_be_partial_ends_some_time_after_the_deadline(local_samples_url):
    with asking(graph=local_samples_url, deadline=1e-6) as client:
        for path in ("/api/histories", "/api/search?q=rna"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), path
