"""Search over HTTP and on the command line, on the sample databases."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cli import app


def found(client, **query):
    answer = client.get("/api/search", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_things_are_found_by_name(client_on):
    items = found(client_on, q="rna-seq heat")["items"]
    assert (items[0]["kind"], items[0]["name"]) == ("history", "RNA-seq: heat stress in yeast")
    assert {item["src"] for item in items} >= {"history"}


def test_a_page_goes_on_where_the_one_before_ended(client):
    whole = found(client, q="on", limit=60)
    pages, cursor = [], None
    while len(pages) < 3:
        page = found(client, q="on", limit=20, **({"cursor": cursor} if cursor else {}))
        pages, cursor = [*pages, page["items"]], page["next"]
    assert [item for page in pages for item in page] == whole["items"]
    assert whole["next"]
    assert client.get("/api/search", params={"q": "off", "cursor": cursor}).status_code == 400


def test_an_encoded_id_is_found(client):
    item = found(client, q="fastq", kind="hda")["items"][0]
    assert item["id"] in {each["id"] for each in found(client, q=item["id"], kind="hda")["items"]}


def test_a_history_narrows_it(client):
    item = found(client, q="fastq", kind="hda")["items"][0]
    within = found(client, q="fastq", kind="hda", history=item["history"]["id"])["items"]
    assert item in within
    assert {each["history"]["id"] for each in within} == {item["history"]["id"]}


@pytest.mark.parametrize(
    "query",
    ["", "?q=", "?q=%20%3F", "?q=x&kind=job", "?q=x&limit=0", "?q=x&limit=201", "?q=x&cursor=nonsense",
     "?q=x&history=nonsense", f"?q={'x' * 1001}", f"?q={'+'.join(map(str, range(21)))}"],
)  # fmt: skip
def test_bad_questions_are_400(client, query):
    assert client.get(f"/api/search{query}").status_code == 400


def test_a_history_that_is_not_there_is_404(client):
    known = found(client, q="fastq", kind="hda")["items"][0]["history"]["id"]
    assert client.get("/api/search", params={"q": "x", "history": "f" * len(known)}).status_code in {400, 404}


def test_the_command_line_finds_the_same(local_samples_url):
    run = CliRunner().invoke(app, ["--graph", local_samples_url, "search", "heat", "stress", "--instance", "demo"])
    assert run.exit_code == 0
    assert "RNA-seq: heat stress in yeast" in run.output
    answer = CliRunner().invoke(
        app, ["--graph", local_samples_url, "search", "heat", "--kind", "history", "--instance", "demo", "--json"]
    )
    names = [item["name"] for item in json.loads(answer.output)["items"]]
    assert "RNA-seq: heat stress in yeast" in names
    assert all("heat" in name.lower() for name in names)
