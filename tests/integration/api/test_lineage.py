"""The routes about lineage: shapes, pages, and what is wrong with a question."""

from __future__ import annotations

import pytest


@pytest.fixture
def seed(client_on):
    """The path of an item of the demo that comes from others: the newest of the history with the most executions."""
    histories = client_on.get("/api/histories").json()
    history = max(histories, key=lambda each: each["counts"]["executions"])["id"]
    items = [node for node in client_on.get(f"/api/histories/{history}/graph").json()["nodes"] if node["hid"]]
    newest = max(items, key=lambda item: item["hid"])
    return f"{newest['src']}/{newest['id']}"


def name(node):
    return node["src"], node["id"]


def test_pages_lead_to_the_whole(client_on, seed):
    whole = client_on.get(f"/api/lineage/{seed}", params={"direction": "both"}).json()
    assert whole["truncated"] == {"reasons": [], "shown": len(whole["nodes"]), "hidden_by_access": 0, "next": None}
    cursor, nodes, edges = None, [], []
    while True:
        asked = {"direction": "both", "limit": 3} | ({"cursor": cursor} if cursor else {})
        page = client_on.get(f"/api/lineage/{seed}", params=asked).json()
        nodes += page["nodes"]
        edges += page["edges"]
        known = set(map(name, nodes))
        assert all(name(edge[end]) in known for edge in page["edges"] for end in ("source", "target"))
        cursor = page["truncated"]["next"]
        if cursor is None:
            break
    assert list(map(name, nodes)) == list(map(name, whole["nodes"]))
    assert len(edges) == len(whole["edges"])


def test_a_border_node_counts_what_is_beyond_it(client_on, seed):
    answer = client_on.get(f"/api/lineage/{seed}", params={"depth": 0}).json()
    assert [node["more"]["downstream"] for node in answer["nodes"]] == [0]
    assert answer["nodes"][0]["more"]["upstream"] > 0
    assert answer["truncated"]["reasons"] == ["depth"]


def test_paths_impact_and_selections(client_on, seed):
    upstream = client_on.get(f"/api/lineage/{seed}").json()["nodes"]
    far = next(node for node in reversed(upstream) if node["src"] in {"hda", "hdca"})
    here = seed.replace("/", ":")
    between = client_on.get("/api/paths", params={"from": f"{far['src']}:{far['id']}", "to": here}).json()
    assert name(between["nodes"][0]) == name(far)
    assert here.split(":") in [list(name(node)) for node in between["nodes"]]
    impact = client_on.get(f"/api/impact/{far['src']}/{far['id']}").json()
    assert here.split(":") in [list(name(row)) for row in impact["rows"]]
    assert impact["counts"]["datasets"] + impact["counts"]["collections"] == len(impact["rows"])
    selected = client_on.get("/api/select", params={"q": f"+{here}"}).json()
    assert set(map(name, selected["nodes"])) == set(map(name, upstream))


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("lineage/hda/nonsense", 400, "unable to decode"),
        ("lineage/history/1", 400, "Input should be"),
        ("lineage/{seed}?depth=-1", 400, "greater than or equal to 0"),
        ("lineage/{seed}?depth=many", 400, "valid integer"),
        ("lineage/{seed}?direction=sideways", 400, "'upstream', 'downstream' or 'both'"),
        ("lineage/{seed}?granularity=atom", 400, "'execution' or 'element'"),
        ("lineage/{seed}?limit=0", 400, "greater than or equal to 1"),
        ("lineage/{seed}?cursor=nonsense", 400, "cursor"),
        ("paths?from=nonsense&to=hda:1", 400, "'nonsense' is no reference"),
        ("paths?from=hda:1", 400, "Field required"),
        ("impact/{seed}?cursor=nonsense", 400, "cursor"),
        ("select?q=", 400, "position 1"),
        ("select?q=state:ok,,state:error", 400, "position 9"),
        ("select?q=history:nonsense", 400, "position 1"),
    ],
)
def test_what_makes_no_sense_is_refused_and_said(client_on, seed, path, status, words):
    answer = client_on.get(f"/api/{path.format(seed=seed)}")
    assert answer.status_code == status
    assert words in answer.json()["err_msg"]


def test_a_cursor_is_of_one_question(client_on, seed):
    cursor = client_on.get(f"/api/lineage/{seed}", params={"limit": 1}).json()["truncated"]["next"]
    answer = client_on.get(f"/api/lineage/{seed}", params={"limit": 1, "direction": "both", "cursor": cursor})
    assert answer.status_code == 400


def test_what_is_not_there_is_not_found(client_on):
    ids = client_on.app.state.server.ids.of("demo")
    for src in ("hda", "hdca", "job", "tool_execution", "implicit_collection_jobs"):
        assert client_on.get(f"/api/lineage/{src}/{ids.encode(src, 999_999)}").status_code == 404
