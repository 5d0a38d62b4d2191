"""The route of views: what it gives, what is wrong with a question; nothing depends on the order of opening."""

from __future__ import annotations

import pytest


@pytest.fixture
def collection(client_on):
    """A collection of the demo that something made and something read."""
    view = client_on.get("/api/view", params={"history": _first(client_on)}).json()
    made = {edge["target"]["id"] for edge in view["edges"] if edge["type"] == "collection_output"}
    read = {edge["source"]["id"] for edge in view["edges"] if edge["type"] == "collection_input"}
    return f"hdca:{min(made & read)}"


def _first(client) -> str:
    histories = client.get("/api/histories").json()
    return next(each["id"] for each in histories if each["name"].startswith("RNA-seq"))


def test_a_view_has_a_place_for_every_node_and_a_line_for_what_joins_them(client_on) -> None:
    view = client_on.get("/api/view", params={"history": _first(client_on)}).json()
    nodes = {(node["src"], node["id"]) for node in view["nodes"]}
    places = {(place["src"], place["id"]) for place in view["layout"]["cards"]}
    assert nodes == places
    assert all((line["source"]["src"], line["source"]["id"]) in nodes for line in view["layout"]["edges"])
    assert view["counts"]["items"] + view["counts"]["executions"] == len(nodes)


def test_chevrons_count_what_their_hop_loads(client_on, collection) -> None:
    view = client_on.get("/api/view", params={"seed": collection}).json()
    ahead = next(node for node in view["nodes"] if node.get("more", {}).get("downstream"))
    hop = f"{ahead['src']}:{ahead['id']}.down"
    opened = client_on.get("/api/view", params={"seed": collection, "hop": hop}).json()
    known = {(node["src"], node["id"]) for node in view["nodes"]}
    lines = {(edge["target"]["src"], edge["target"]["id"]) for edge in opened["edges"] if edge["source"] == _ref(ahead)}
    assert len(lines - known) == ahead["more"]["downstream"]
    again = next(node for node in opened["nodes"] if _ref(node) == _ref(ahead))
    assert not again.get("more", {}).get("downstream")


def _ref(node):
    return {"src": node["src"], "id": node["id"]}


def test_the_order_of_opening_makes_no_difference(client_on, collection) -> None:
    view = client_on.get("/api/view", params={"seed": collection}).json()
    hops = [
        f"{node['src']}:{node['id']}.{way}"
        for node in view["nodes"]
        for way, side in (("up", "upstream"), ("down", "downstream"))
        if node.get("more", {}).get(side)
    ]
    opened = [collection, *(f"{node['src']}:{node['id']}" for node in view["nodes"] if node["src"] == "hdca")]
    one = client_on.get("/api/view", params={"seed": collection, "hop": hops, "open": opened}).json()
    other = client_on.get("/api/view", params={"seed": collection, "hop": hops[::-1], "open": opened[::-1]}).json()
    assert one["layout"] == other["layout"]
    assert one["nodes"] == other["nodes"]


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"history": "1", "seed": "hda:1"},
        {"seed": "nothing"},
        {"seed": "hda:1", "hop": "hda:1.sideways"},
        {"seed": "hda:1", "open": "hda:1.x"},
        {"seed": "hda:1", "open": "hda:1"},
        {"seed": "hda:1", "only": "hda:1"},
        {"seed": "hda:1", "hide": "everything"},
        {"seed": "hda:1", "fold": "hda:1"},
        {"seed": "history:1"},
        {"seed": "hda:1", "limit": 0},
    ],
)
def test_what_cannot_be_read_is_said(client_on, question) -> None:
    answer = client_on.get("/api/view", params=question)
    assert answer.status_code == 400
    assert answer.json()["err_msg"]


def test_the_extent_of_a_lineage_is_what_its_views_grow_to(client_on, collection) -> None:
    view = client_on.get("/api/view", params={"seed": collection}).json()
    extent = client_on.get("/api/view/extent", params={"seed": collection}).json()
    assert extent["cards"] > len(view["nodes"])
    assert client_on.get("/api/view/extent", params={"seed": "nothing"}).status_code == 400
