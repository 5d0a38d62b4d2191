"""Histories, producers, executions and the state of the server, over HTTP on real graphs."""

from __future__ import annotations

from datetime import datetime

import pytest

RNASEQ = "a07893e1918ac7a5"


def test_histories_newest_first(client_on):
    answer = client_on.get("/api/histories")
    histories = answer.json()
    assert answer.headers["total_matches"] == "12" == str(len(histories))
    assert [h["update_time"] for h in histories] == sorted((h["update_time"] for h in histories), reverse=True)
    rnaseq = next(h for h in histories if h["id"] == RNASEQ)
    assert (rnaseq["name"], rnaseq["owner"], rnaseq["published"]) == (
        "RNA-seq: heat stress in yeast",
        "amara-okafor",
        True,
    )
    assert rnaseq["counts"]["collections"] > 0
    assert rnaseq["states"]["ok"] > 0


def test_a_page_of_histories(client):
    names = [h["name"] for h in client.get("/api/histories").json()]
    answer = client.get("/api/histories?limit=3&offset=2")
    assert [h["name"] for h in answer.json()] == names[2:5]
    assert answer.headers["total_matches"] == "12"
    assert client.get("/api/histories?offset=50").json() == []


def test_histories_by_words(client):
    answer = client.get("/api/histories?q=rna-SEQ yeast")
    assert [h["id"] for h in answer.json()] == [RNASEQ]
    assert client.get("/api/histories?q=nothing-of-this-name").headers["total_matches"] == "0"


def test_the_producers_of_an_item(client_on):
    graph = client_on.get(f"/api/histories/{RNASEQ}/graph").json()
    edge = next(e for e in graph["edges"] if e["type"] == "collection_output")
    found = client_on.get(f"/api/producers/hdca/{edge['target']['id']}").json()
    assert (found["item"]["src"], found["item"]["id"]) == ("hdca", edge["target"]["id"])
    assert [(p["src"], p["id"]) for p in found["producers"]] == [(edge["source"]["src"], edge["source"]["id"])]
    producer = found["producers"][0]
    assert producer["jobs"]["total"] == sum(producer["jobs"]["states"].values()) > 0
    assert edge["target"]["id"] in {output["item"]["id"] for output in producer["outputs"]}


def test_an_execution_in_full(client):
    graph = client.get(f"/api/histories/{RNASEQ}/graph").json()
    aligned = next(n for n in graph["nodes"] if n["tool_id"] == "align_reads")
    found = client.get(f"/api/tool_executions/{aligned['id']}").json()
    assert (found["src"], found["id"], found["tool"]["id"]) == ("tool_execution", aligned["id"], "align_reads")
    assert found["validity"] == "validated"
    assert found["request"]
    assert {each["via"] for each in found["inputs"]} == {"payload"}
    references = list(_references(found["request"]))
    assert {each["item"]["id"] for each in found["inputs"]} <= {id_ for _, id_ in references}


def test_an_execution_by_the_record_it_stands_on(client):
    for history in client.get("/api/histories?limit=100").json():
        graph = client.get(f"/api/histories/{history['id']}/graph").json()
        for node in graph["nodes"]:
            if node["src"] in {"job", "implicit_collection_jobs", "workflow_invocation_step"}:
                found = client.get(f"/api/tool_executions/{node['id']}?src={node['src']}")
                assert found.status_code == 200
                assert (found.json()["src"], found.json()["validity"]) == (node["src"], node["validity"])


@pytest.mark.parametrize("instance", ["demo", "main"])
def test_everything_that_a_graph_names_can_be_asked_about(client, instance):
    """Every item and execution of some histories answers."""
    for history in client.get("/api/histories", params={"limit": 6, "instance": instance}).json():
        graph = client.get(f"/api/histories/{history['id']}/graph", params={"instance": instance, "limit": 30}).json()
        for node in graph["nodes"]:
            is_item = node["src"] in {"hda", "hdca"}
            path = f"/api/producers/{node['src']}/{node['id']}" if is_item else f"/api/tool_executions/{node['id']}"
            parameters = {"instance": instance} | ({} if is_item else {"src": node["src"]})
            answer = client.get(path, params=parameters)
            assert answer.status_code == 200, (path, answer.text)


def test_how_old_the_graph_is(client):
    found = {each["instance"]: each for each in client.get("/api/sync").json()["instances"]}
    assert "demo" in found
    assert datetime.fromisoformat(found["demo"]["synced"]).tzinfo is not None
    assert 0 <= found["demo"]["age"] < 24 * 3600


def test_the_age_is_never_an_old_one(client):
    first = client.get("/api/sync")
    again = client.get("/api/sync", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, first.headers["cache-control"]) == (200, "private, no-cache")
    assert again.json()["instances"][0]["age"] > first.json()["instances"][0]["age"]


def test_up_and_ready(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_without_a_secret_ids_are_decimal(local_samples_url):
    from tests.integration.api.conftest import asking  # noqa: PLC0415

    with asking(graph=local_samples_url, id_secret=()) as client:
        graph = client.get("/api/histories/2/graph").json()
    assert graph["history"]["id"] == "2"
    assert all(node["id"].isdecimal() for node in graph["nodes"])


def _references(value):
    if isinstance(value, dict):
        if "src" in value and "id" in value:
            yield value["src"], value["id"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)
