"""What clients read when something is wrong: one form, Galaxy's codes, and never a 500."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.local import LocalServer
from tests.engines.relay import relayed
from tests.integration.api.conftest import asking

RNASEQ = "a07893e1918ac7a5"
UNKNOWN = "64f8c9fcd3c1b06b"
GRAPH = f"/api/histories/{RNASEQ}/graph"
MEMBERS = {"type", "title", "status", "detail", "err_msg", "err_code"}

CASES = [
    ("/api/histories/nonsense/graph", 400, 400009),
    ("/api/histories/%00/graph", 400, 400009),
    ("/api/histories/1/graph", 400, 400009),
    (f"/api/histories/{'0' * 16}/graph", 400, 400009),
    ("/api/histories/UNKNOWN/graph", 404, 404001),
    ("/api/producers/hda/UNKNOWN", 404, 404001),
    ("/api/producers/hdca/UNKNOWN", 404, 404001),
    ("/api/producers/hda/nonsense", 400, 400009),
    (f"/api/producers/job/{RNASEQ}", 400, 400008),
    (f"/api/tool_executions/{RNASEQ}", 400, 400009),
    ("/api/tool_executions/UNKNOWN?src=job", 404, 404001),
    (f"/api/tool_executions/{RNASEQ}?src=hda", 400, 400008),
    ("/api/histories?limit=0", 400, 400008),
    ("/api/histories?limit=1001", 400, 400008),
    ("/api/histories?limit=ten", 400, 400008),
    ("/api/histories?offset=-1", 400, 400008),
    (f"/api/histories?q={'x' * 201}", 400, 400008),
    ("/api/histories?instance=nowhere", 404, 404001),
    ("/api/histories?instance=a/b", 400, 400008),
    (f"{GRAPH}?limit=0", 400, 400008),
    (f"{GRAPH}?limit=2001", 400, 400008),
    (f"{GRAPH}?depth=0", 400, 400008),
    (f"{GRAPH}?depth=21", 400, 400008),
    (f"{GRAPH}?direction=up", 400, 400008),
    (f"{GRAPH}?profile=newest", 400, 400008),
    (f"{GRAPH}?profile=tes&seed_src=tool_request&seed_id={RNASEQ}", 400, 400008),
    (f"{GRAPH}?include_deleted=perhaps", 400, 400008),
    (f"{GRAPH}?seed_src=hda", 400, 400008),
    (f"{GRAPH}?seed_id={RNASEQ}", 400, 400008),
    (f"{GRAPH}?seed_src=tool_request&seed_id={RNASEQ}", 400, 400008),
    (f"{GRAPH}?seed_src=hda&seed_id=nonsense", 400, 400008),
    (f"{GRAPH}?seed_src=hda&seed_id=UNKNOWN", 400, 400008),
    (f"{GRAPH}?seed_scope_src=hda", 400, 400008),
    (f"{GRAPH}?seed_scope_id={RNASEQ}", 400, 400008),
    (f"{GRAPH}?seed_scope_src=job&seed_scope_id={RNASEQ}", 400, 400008),
    (f"{GRAPH}?seed_scope_src=hda&seed_scope_id=nonsense", 400, 400009),
    (f"{GRAPH}?seed_scope_src=hda&seed_scope_id=UNKNOWN", 404, 404001),
    (f"{GRAPH}?layout=true&profile=galaxy-26.1", 400, 400008),
    ("/api/nothing", 404, 404001),
    ("/api/histories/", 404, 404001),
    ("/api", 404, 404001),
    ("/assets/nothing.js", 404, 404001),
    ("/nothing.js%00", 404, 404001),
    (f"/{'x' * 5000}.js", 404, 404001),
]


@pytest.mark.parametrize(("path", "status", "code"), CASES)
def test_errors_have_one_form(client, path, status, code):
    answer = client.get(path.replace("UNKNOWN", UNKNOWN))
    problem = answer.json()
    assert (answer.status_code, problem["err_code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem.keys() >= MEMBERS
    assert problem["status"] == status
    assert problem["detail"] == problem["err_msg"] != ""


def test_another_method_is_refused(client):
    answer = client.post("/api/histories")
    assert answer.status_code == 405
    assert answer.json().keys() == MEMBERS


def test_messages_name_ids_as_the_client_does(client):
    message = client.get(f"/api/producers/hda/{UNKNOWN}").json()["err_msg"]
    assert message == f"hda:{UNKNOWN} is not in the graph."


def test_checks_come_in_galaxys_order(client):
    """Shape, then the history, then pairs, then the scope, then the seed."""
    wrong = ["seed_src=hda&seed_id=nonsense", "seed_scope_src=hda&seed_scope_id=nonsense", "seed_src=hda", "depth=0"]
    unknown = f"/api/histories/{UNKNOWN}/graph"
    assert [client.get(f"{unknown}?{each}").status_code for each in wrong] == [404, 404, 404, 400]
    both = client.get(f"{GRAPH}?seed_src=hda&seed_id=nonsense&seed_scope_src=hda&seed_scope_id={UNKNOWN}")
    assert both.status_code == 404
    pair = client.get(f"{GRAPH}?seed_src=hda&seed_scope_src=hda&seed_scope_id=nonsense")
    assert pair.json()["err_msg"] == "seed_src and seed_id must be provided together."


def test_a_seed_in_capitals_is_another_text(client):
    node = client.get(GRAPH).json()["nodes"][0]
    found = client.get(GRAPH, params={"seed_src": node["src"], "seed_id": node["id"].upper()})
    assert found.json()["err_msg"] == f"Seed {node['src']}:{node['id'].upper()} not found in graph."


texts = st.text(max_size=40)
numbers = st.one_of(texts, st.integers().map(str))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.tuples(
        st.sampled_from(
            ["/api/histories/{}/graph", "/api/producers/hda/{}", "/api/tool_executions/{}", "/api/{}", "/docs/{}"]
        ),
        st.one_of(texts, st.just(RNASEQ)),
    ),
    parameters=st.dictionaries(
        st.sampled_from(["limit", "depth", "seed_src", "seed_id", "seed_scope_src", "seed_scope_id", "q", "instance"]),
        numbers,
    ),
)
def test_no_bad_input_is_an_internal_error(client, path, parameters):
    form, text = path
    encoded = "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))
    assert client.get(form.format(encoded or "x"), params=parameters).status_code < 500


def test_graph_away(local_samples_url):
    """A server that answered and is gone: 503, `Retry-After`, and answers again when it is back."""
    connection = LocalServer(local_samples_url.removeprefix("local:")).start()
    with relayed(connection.url) as relay:
        url = f"bolt://{connection.user}:{connection.password}@127.0.0.1:{relay.port}?database={connection.database}"
        with asking(graph=url) as client:
            assert client.get("/readyz").status_code == 200
            relay.cut()
            for path in ("/readyz", GRAPH):
                answer = client.get(path)
                assert (answer.status_code, answer.json()["err_code"]) == (503, 503001), path
                assert int(answer.headers["Retry-After"]) > 0
                assert "127.0.0.1" not in answer.text
            assert client.get("/healthz").status_code == 200
            relay.mend()
            time.sleep(int(answer.headers["Retry-After"]))
            assert client.get("/readyz").status_code == 200


def test_a_record_without_an_execution(client):
    """An input step of a workflow run is in the graph; it is its execution that is not."""
    steps = client.get(f"/api/tool_executions/{UNKNOWN}?src=workflow_invocation_step").json()
    assert steps["err_msg"] == (f"workflow_invocation_step:{UNKNOWN} is not in the graph, or belongs to no execution.")
