"""Files: every format is what it says it is, names things as the routes do, and pictures stand where the page draws."""

from __future__ import annotations

import csv
import json
from io import StringIO
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from prov.model import ProvDocument
from rocrate.rocrate import ROCrate

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def result(client):
    """A result of the demo with steps behind it, as a reference with an encoded id."""
    history = next(each for each in client.get("/api/histories").json() if each["name"].startswith("Variant calling"))
    nodes = client.get(f"/api/histories/{history['id']}/graph").json()["nodes"]
    found = next(node for node in nodes if node["name"] == "Variants in genes, first run")
    return f"{found['src']}:{found['id']}"


@pytest.fixture
def nodes(client, result):
    return client.get(f"/api/lineage/{result.replace(':', '/')}").json()["nodes"]


def exported(client, form, **parameters):
    answer = client.get(f"/api/export/{form}", params=parameters)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer


def names(nodes):
    return {f"{node['src']}:{node['id']}" for node in nodes}


def test_a_table(client, result, nodes):
    rows = list(csv.DictReader(StringIO(exported(client, "csv", ref=result).text)))
    assert {row["id"] for row in rows} == names(nodes)


def test_graphs(client, result, nodes):
    graph = nx.parse_graphml(exported(client, "graphml", ref=result).text)
    assert set(graph.nodes) == names(nodes)
    elements = exported(client, "cytoscape", ref=result).json()["elements"]
    assert {node["data"]["id"] for node in elements["nodes"]} == names(nodes)
    assert exported(client, "mermaid", ref=result).text.startswith("flowchart LR")


def test_provenance(client, result, nodes):
    document = ProvDocument.deserialize(content=exported(client, "prov-json", ref=result).text, format="json")
    found = {str(record.identifier) for record in document.get_records() if record.identifier}
    steps = [node for node in nodes if node["tool_id"] != "__DATA_FETCH__"]
    assert {f"galaxy:{name.replace(':', '-')}" for name in names(steps)} <= found
    assert "wasGeneratedBy" in exported(client, "prov-n", ref=result).text


def test_a_crate_names_what_ran_on_what(client, result):
    graph = {entity["@id"]: entity for entity in exported(client, "ro-crate", ref=result).json()["@graph"]}
    action = next(each for each in graph.values() if each["@type"] == "CreateAction" and each["name"] == "Filter table")
    assert graph[action["instrument"]["@id"]]["version"] == "1.2.0"
    assert graph[action["result"][0]["@id"]]["name"] == "12: Variants in genes, first run"
    assert graph["./"]["conformsTo"]["@id"].startswith("https://w3id.org/ro/wfrun/process/")
    assert graph["ro-crate-metadata.json"]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    assert graph[graph["./"]["license"]["@id"]]["name"] == "No licence stated"


def test_a_crate_can_be_read_back(client, result, tmp_path):
    """What the profile asks of every action: its tool, and things that the crate describes."""
    (tmp_path / "ro-crate-metadata.json").write_text(exported(client, "ro-crate", ref=result).text)
    crate = ROCrate(tmp_path)
    actions = [each for each in crate.get_entities() if each.type == "CreateAction"]
    assert {action["instrument"].type for action in actions} == {"SoftwareApplication"}
    described = {entity.id for entity in crate.get_entities()}
    ends = [end for action in actions for end in (*action.get("object", []), *action.get("result", []))]
    assert len(ends) > len(actions) > 3
    assert {end.id for end in ends} <= described
    assert {action.id for action in actions} <= {each.id for each in crate.root_dataset["mentions"]}
    files = {each.id for each in crate.get_entities() if each.type == "File"}
    assert files == {each.id for each in crate.root_dataset["hasPart"]}
    assert {action["actionStatus"] for action in actions} == {"http://schema.org/CompletedActionStatus"}


def test_methods(client, result):
    text = exported(client, "methods", ref=result).text
    assert "4. **Call variants 1.3.0**" in text
    assert "Least depth “2”" in text
    assert "Sort alignments 1.17.0** on Alignments on dataset 2 and 6, with default settings" in text


def test_several_things_are_one_file(client, result, nodes):
    upstream = next(node for node in nodes if node["name"] == "S288C.gtf")
    both = exported(client, "csv", ref=[result, f"hda:{upstream['id']}"]).text
    assert both == exported(client, "csv", ref=result).text


def test_a_picture_stands_where_the_page_draws_it(client, result):
    view = client.get("/api/view", params={"seed": result}).json()
    root = ET.fromstring(exported(client, "svg", seed=result).text)
    drawn = {group.get("transform") for group in root.iter(f"{SVG}g") if "card" in str(group.get("class")).split()}
    assert drawn == {f"translate({card['x']} {card['y']})" for card in view["layout"]["cards"]}
    assert "Variants in genes" in "".join(root.itertext())
    assert exported(client, "png", seed=result).content.startswith(b"\x89PNG")


def test_a_picture_is_asked_for_as_the_other_files_are(client, result):
    view = client.get("/api/view", params={"seed": result}).json()
    assert exported(client, "svg", ref=result).text == exported(client, "svg", seed=result).text
    history = view["history"]["id"]
    whole = exported(client, "svg", history=history).text
    assert exported(client, "svg", ref=[f"history:{history}", result]).text == whole
    assert client.get("/api/export/svg", params={"ref": result, "history": history}).status_code == 400


@pytest.mark.parametrize("path", ["csv", "csv?ref=hda:nonsense", "word?ref=hda:1", "svg", "csv?ref=dog:1"])
def test_what_cannot_be_written_is_said(client, path):
    answer = client.get(f"/api/export/{path}")
    assert answer.status_code == 400
    assert json.loads(answer.text)["detail"]
