"""Over HTTP: who asks decides what is answered, with `--auth galaxy` and `--auth token`.

Of the demo: histories 1 and 2 are published; 3 and 4 are jonas-weber's (user 3), and 5 is shared with him; 8 is
mei-tanaka's (user 4) alone.
"""

from __future__ import annotations

import logging

import pytest

from api.auth.identity import Identity
from api.auth.tokens import new_token
from api.ids import IdCodec
from tests.integration.api.auth.galaxy import Galaxy, galaxy_server
from tests.integration.api.conftest import asking
from tests.oracle.client import ID_SECRET

KEYS = {"jonas": 3, "mei": 4}
PUBLIC, OWN, SHARED, FOREIGN = 2, 3, 5, 8


def history(number):
    return IdCodec(ID_SECRET).encode("history", number)


def graph(number):
    return f"/api/histories/{history(number)}/graph"


@pytest.fixture(scope="module")
def galaxy():
    galaxy = Galaxy()
    for name, number in KEYS.items():
        galaxy.add(name, number)
    galaxy.add("admin", 1, is_admin=True)
    with galaxy_server(galaxy):
        yield galaxy


@pytest.fixture(scope="module")
def client(local_samples_url, galaxy):
    with asking(graph=local_samples_url, auth="galaxy", galaxy_url=galaxy.url, rate_limit="") as client:
        yield client


def key(name):
    return {"x-api-key": name} if name else {}


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        (None, {PUBLIC}),
        ("jonas", {PUBLIC, OWN, SHARED}),
        ("mei", {PUBLIC, SHARED, FOREIGN}),
        ("admin", {PUBLIC, OWN, SHARED, FOREIGN}),
    ],
)
def test_whose_histories_are_answered(client, name, readable):
    asked = {number: client.get(graph(number), headers=key(name)) for number in (PUBLIC, OWN, SHARED, FOREIGN)}
    assert {number for number, answer in asked.items() if answer.status_code == 200} == readable
    for answer in asked.values():
        assert answer.status_code == 200 or (answer.status_code, answer.json()["err_code"]) == (403, 403002)
    listed = {each["id"] for each in client.get("/api/histories", headers=key(name)).json()}
    assert listed & {history(number) for number in asked} == {history(number) for number in readable}


def test_the_key_may_be_in_the_address(client):
    assert client.get(graph(OWN), params={"key": "jonas"}).status_code == 200
    assert client.get(graph(OWN), params={"key": ""}).status_code == 403


@pytest.mark.parametrize("sent", [{"headers": {"x-api-key": "nobody's"}}, {"params": {"key": "nobody's"}}])
@pytest.mark.parametrize("path", ["/api/histories", "/api/sync", graph(PUBLIC)])
def test_a_wrong_key_is_refused_everywhere(client, path, sent):
    answer = client.get(path, **sent)
    assert (answer.status_code, answer.json()["err_code"]) == (401, 401001)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "ApiKey" in answer.headers["www-authenticate"]
    assert "nobody" not in answer.text


def test_what_needs_no_key(client):
    for path in ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"):
        assert client.get(path, headers=key("nobody's")).status_code == 200


def test_rows_in_quarantine_are_for_administrators(client):
    found = {name: client.get("/api/sync", headers=key(name)).json() for name in (None, "jonas", "admin")}
    assert [bool(each.get("quarantined")) for each in found.values()] == [False, False, True]
    assert all(each["instances"] for each in found.values())
    assert {row["instance"] for row in found["admin"]["quarantined"]["rows"]} <= {"demo"}


def test_an_administrator_of_one_galaxy_is_nobody_at_another(client):
    if "main" not in {each["instance"] for each in client.get("/api/sync").json()["instances"]}:
        pytest.skip("the database of the oracle is not beside the repository")
    ours = client.get("/api/histories?instance=main", headers=key("admin")).headers["total_matches"]
    assert ours == client.get("/api/histories?instance=main").headers["total_matches"]


def test_a_tag_is_of_one_caller_and_one_question(client):
    tag = client.get(graph(PUBLIC), headers=key("jonas")).headers["etag"]
    held = {"If-None-Match": tag}
    assert client.get(graph(PUBLIC), headers=key("jonas") | held).status_code == 304
    assert client.get(graph(PUBLIC), params={"key": "jonas"}, headers=held).status_code == 304
    assert client.get(graph(PUBLIC), headers=key("mei") | held).status_code == 200
    assert client.get(graph(PUBLIC), headers=held).status_code == 200
    assert client.get(f"{graph(PUBLIC)}?limit=3", headers=key("jonas") | held).status_code == 200
    assert client.get(graph(OWN), headers=key("jonas") | held).status_code == 200
    assert client.get(graph(FOREIGN), headers=key("jonas") | held).status_code == 403
    assert client.get(graph(10**9), headers=key("jonas") | held).status_code == 404
    assert client.get(graph(PUBLIC), headers=key("nobody's") | held).status_code == 401


def test_an_error_has_no_tag_and_the_star_is_none(client):
    for number, status in ((FOREIGN, 403), (10**9, 404)):
        answer = client.get(graph(number), headers=key("jonas") | {"If-None-Match": "*"})
        assert answer.status_code == status
        assert "etag" not in answer.headers


def test_keys_are_in_no_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/api/histories", params={"q": "yeast", "key": "jonas"})
        client.get("/api/histories", params={"key": "secret-of-nobody"})
    assert "GET /api/histories?q=yeast 200" in caplog.text
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("api", "explorer", "cypher"))]
    assert not [line for line in ours if "jonas" in line or "secret-of-nobody" in line]


def test_galaxy_is_away(local_samples_url):
    """Nobody listens where Galaxy should be: a key is 503, the public goes on."""
    with asking(graph=local_samples_url, auth="galaxy", galaxy_url="http://127.0.0.1:9") as client:
        answer = client.get(graph(PUBLIC), headers=key("jonas"))
        assert (answer.status_code, answer.json()["err_code"]) == (503, 503001)
        assert int(answer.headers["Retry-After"]) > 0
        assert client.get(graph(PUBLIC)).status_code == 200


def test_tokens(local_samples_url, tmp_path):
    file = tmp_path / "tokens"
    made = {who: new_token(who) for who in (Identity(3), Identity(is_admin=True))}
    file.write_text("\n".join(line for _, line in made.values()))
    user, admin = (token for token, _ in made.values())
    with asking(graph=local_samples_url, auth="token", tokens=file) as client:
        asked = [(user, OWN), (user, FOREIGN), (admin, FOREIGN), ("other", PUBLIC), (None, PUBLIC), (None, OWN)]
        found = [client.get(graph(number), headers=key(name)).status_code for name, number in asked]
        assert found == [200, 403, 200, 401, 200, 403]


def test_too_many_requests(local_samples_url, galaxy):
    with asking(graph=local_samples_url, auth="galaxy", galaxy_url=galaxy.url, rate_limit="3/hour") as client:
        jonas = [client.get("/api/histories", headers=key("jonas")).status_code for _ in range(4)]
        nobody = [client.get("/api/histories", headers=key(f"guess-{n}")).status_code for n in range(4)]
        without = [client.get("/api/histories").status_code for _ in range(4)]
        assert (jonas, nobody, without) == ([200, 200, 200, 429], [401, 401, 401, 429], [200, 200, 200, 429])
        answer = client.get("/api/histories")
        assert (answer.status_code, answer.json()["err_code"]) == (429, 429001)
        assert 0 < int(answer.headers["Retry-After"]) <= 3600
        assert client.get("/healthz").status_code == 200
