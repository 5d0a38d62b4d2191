"""Extraction over HTTP and on the command line, with the samples: both forms of the request, and who may ask.

Of the demo: history 2 is published; history 8 is mei-tanaka's (user 4) alone.
"""

from __future__ import annotations

import json

import pytest
from gxformat2.lint import lint_format2, lint_ga
from gxformat2.linting import LintContext
from gxformat2.yaml import ordered_load
from typer.testing import CliRunner

from api.auth.identity import Identity
from api.auth.tokens import new_token
from api.cli import app
from api.ids import IdCodec
from tests.integration.api.conftest import asking
from tests.oracle.client import ID_SECRET

ROUTE = "/api/workflows/extract"
CODEC = IdCodec(ID_SECRET)
ALIGNMENTS = 7
"""A collection of the demo: a reference is fetched, read pairs are trimmed and aligned."""

runner = CliRunner()


def ref(src, number):
    return {"src": src, "id": CODEC.encode(src, number)}


def tools(workflow):
    return [step["tool_id"] for step in workflow["steps"].values() if step["type"] == "tool"]


def lint_errors(workflow):
    found = LintContext()
    (lint_ga if "a_galaxy_workflow" in workflow else lint_format2)(found, workflow)
    return [*found.error_messages, *found.warn_messages]


@pytest.fixture(scope="module")
def of_tokens(local_samples_url, tmp_path_factory):
    """An application with users: a client, and a key for user 3."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    key, line = new_token(Identity(3))
    file.write_text(line)
    with asking(graph=local_samples_url, auth="token", tokens=file) as client:
        yield client, {"x-api-key": key}


def test_all_that_led_to_a_result(client_on):
    answer = client_on.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)], "workflow_name": "Align"})
    assert answer.status_code == 200
    workflow, report = answer.json()["workflow"], answer.json()["report"]
    assert workflow["name"] == "Align"
    assert tools(workflow) == ["fetch_reference", "trim_reads", "align_reads"]
    assert lint_errors(workflow) == []
    assert report["lossless"] is True
    guessed = [item["message"] for item in report["items"] if item["outcome"] != "kept"]
    assert all("by hand" in message for message in guessed), "names that people gave"


def test_going_back_ends_where_it_is_told(client):
    trimmed = client.get(f"/api/producers/hdca/{ref('hdca', ALIGNMENTS)['id']}").json()
    reads = next(each["item"] for each in trimmed["producers"][0]["inputs"] if each["item"]["src"] == "hdca")
    until = [{"src": "hdca", "id": reads["id"]}]
    answer = client.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)], "until": until})
    assert tools(answer.json()["workflow"]) == ["fetch_reference", "align_reads"]


def test_executions_by_any_record(client):
    asked = [{"src": "tool_execution", "id": CODEC.encode("tool_execution", 3)}]
    answer = client.post(ROUTE, json={"tool_executions": asked})
    assert tools(answer.json()["workflow"]) == ["check_sample_sheet"]
    assert answer.json()["workflow"]["name"] == "Extracted workflow"


def test_records_are_named_with_encoded_ids(client):
    answer = client.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)]}).json()
    encoded = CODEC.encode("tool_execution", 7)
    assert f"tool_execution:{encoded}" in answer["workflow"]["comments"][0]["data"]["text"]
    assert encoded in json.dumps(answer["report"])
    assert "tool_execution:7" not in json.dumps(answer)


def test_the_format_that_people_read(client):
    answer = client.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)], "format": "gxformat2"})
    workflow = answer.json()["workflow"]
    assert workflow["class"] == "GalaxyWorkflow"
    assert lint_errors(workflow) == []


def test_a_question_about_another_galaxy(client):
    asked = {"workflow_name": "w", "job_ids": [CODEC.encode("job", 7)], "hda_ids": [CODEC.encode("hda", 1)]}
    answer = client.post(f"{ROUTE}?instance=main", json=asked)
    assert answer.status_code == 200
    assert "Galaxy `main`" in answer.json()["workflow"]["comments"][0]["data"]["text"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "At least one of job_ids"),
        ({"job_ids": ["nonsense"], "workflow_name": "w"}, "Malformed id ( nonsense )"),
        ({"job_ids": [CODEC.encode("job", 1)]}, "workflow_name is required"),
        ({"result": []}, "Extra inputs are not permitted"),
        ({"results": [{"src": "job", "id": "1"}]}, "Input should be 'hda' or 'hdca'"),
        ({"results": [], "format": "xml"}, "Input should be 'ga' or 'gxformat2'"),
        ({"results": {}}, "valid list"),
    ],
)
def test_what_makes_no_sense(client, sent, says):
    answer = client.post(ROUTE, json=sent)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["err_msg"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'"text"', b"[" * 10_000])
def test_what_is_no_json(client, content):
    answer = client.post(ROUTE, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_what_is_not_there(client):
    answer = client.post(ROUTE, json={"results": [ref("hda", 99999)]})
    assert (answer.status_code, answer.json()["err_code"]) == (404, 404001)
    assert CODEC.encode("hda", 99999) in answer.json()["err_msg"]


def test_a_body_over_the_limit(local_samples_url):
    with asking(graph=local_samples_url, max_body=1000) as client:
        answer = client.post(ROUTE, json={"results": [ref("hda", number) for number in range(100)]})
        assert answer.status_code == 413


def test_galaxys_own_payload_needs_a_user(of_tokens):
    """As in Galaxy, before the records are looked at; ours is answered as far as one may read."""
    client, key = of_tokens
    payload = {"workflow_name": "w", "job_ids": [CODEC.encode("job", 99999)]}
    answer = client.post(ROUTE, json=payload)
    assert (answer.status_code, answer.json()["err_code"]) == (403, 403001)
    assert answer.json()["err_msg"] == "Workflow extraction requires an authenticated user."
    assert client.post(ROUTE, json=payload, headers=key).status_code == 404
    assert client.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)]}).status_code == 200


def test_a_wrong_key(of_tokens):
    client, _ = of_tokens
    answer = client.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)]}, headers={"x-api-key": "wrong"})
    assert answer.status_code == 401


def run(url, *arguments):
    return runner.invoke(app, ["--graph", url, "extract", *arguments])


def test_a_workflow_on_the_command_line(local_samples_url):
    found = run(local_samples_url, "demo/hdca/7", "--name", "Align")
    assert found.exit_code == 0
    assert json.loads(found.stdout)["name"] == "Align"
    assert found.stderr.splitlines()[-1] == "Nothing was lost: 4 kept, 1 guessed."


def test_a_workflow_in_a_file(local_samples_url, tmp_path):
    file = tmp_path / "align.gxwf.yml"
    found = run(local_samples_url, "demo/hdca/7", "--format", "gxformat2", "-o", str(file))
    assert (found.exit_code, found.stdout) == (0, "")
    workflow = ordered_load(file.read_text())
    assert workflow["class"] == "GalaxyWorkflow"
    assert lint_errors(workflow) == []


def test_the_report_on_the_command_line(local_samples_url):
    found = run(local_samples_url, "demo/hda/100")
    assert found.exit_code == 0
    head, *lines, verdict = found.stderr.splitlines()
    assert head.split() == ["outcome", "step", "about", "what"]
    assert {line.split()[0] for line in lines} == {"changed", "guessed"}
    assert verdict.startswith("Nothing was lost: 5 kept, 1 changed, ")


def test_the_answer_of_the_route_on_the_command_line(client, local_samples_url):
    secret = ("--id-secret", ID_SECRET, "--instance", "demo")
    found = run(local_samples_url, f"hdca:{CODEC.encode('hdca', ALIGNMENTS)}", *secret, "--json")
    assert json.loads(found.stdout) == client.post(ROUTE, json={"results": [ref("hdca", ALIGNMENTS)]}).json()


def test_losses_are_told_by_the_exit_code(local_samples_url, tmp_path):
    """A map-over of nothing that Galaxy kept no request of: which tool was to run nobody knows."""
    found = run(local_samples_url, "main/icj/11", "-o", str(tmp_path / "file"))
    assert found.exit_code == 1
    assert found.stderr.splitlines()[-1].startswith("Not everything could be kept: ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing",), "is no reference"),
        (("demo/hda/99999",), "is not in the graph"),
        (("demo/hda/1", "main/hda/1"), "several Galaxies"),
        (("demo/history/99999",), "nothing ran in it"),
        (("demo/hda/100", "--until", "demo/job/1"), "is no dataset or collection"),
    ],
)
def test_mistakes_on_the_command_line(local_samples_url, arguments, says):
    found = run(local_samples_url, *arguments)
    assert (found.exit_code, found.stderr.count("\n")) == (2, 1)
    assert says in found.stderr
