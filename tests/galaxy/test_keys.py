"""`serve --auth galaxy` beside a real Galaxy: whose key it is, what that opens, and what holds while Galaxy is away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from api.auth.galaxy import Outcome
from cypher.local import LocalServer
from tests.browser import chromium
from tests.browser.serving import serving
from tests.engines.relay import relayed
from tests.engines.ways import free_port
from tests.galaxy.conftest import sync
from tests.galaxy.kit import Galaxy
from tests.galaxy.people import PASSWORD, clients
from tests.integration.api.conftest import asking
from tests.oracle.client import ID_SECRET

pytestmark = [pytest.mark.galaxy, pytest.mark.service]

OWN, SHARED, OPEN = "own", "shared", "open"
WORD: Final = f"keys{uuid4().hex[:8]}"
"""In the names of the histories of this run, for a Galaxy that is kept has others."""


FOR_BOTH, PRIVATE = f"{WORD} for both", f"{WORD} private"
"""Datasets in the shared history: the second one needs a role that is its owner's alone."""


@dataclass(frozen=True)
class Place:
    """Histories of amara's that a graph knows: `own` is hers alone, `shared` mei's too, `open` everybody's."""

    people: dict[str, Any]
    graph: str
    histories: dict[str, str]

    def key(self, who: str | None) -> dict[str, str]:
        """The header that says who asks; None: nobody in particular."""
        return {"x-api-key": self.people[who].key} if who else {}

    def opened(self, client: TestClient, headers: dict[str, str]) -> set[str]:
        """Return which of the histories are shown to who asks so; the list of histories must say the same."""
        asked = {
            name: client.get(f"/api/histories/{history}/graph", headers=headers).status_code
            for name, history in self.histories.items()
        }
        assert set(asked.values()) <= {200, 403}
        shown = {name for name, status in asked.items() if status == 200}
        listed = client.get("/api/histories", params={"q": WORD}, headers=headers).json()
        assert {each["id"] for each in listed} == {self.histories[name] for name in shown}
        return shown


@pytest.fixture(scope="module")
def place(galaxy: Galaxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    people = clients(galaxy)
    amara, mei = people["amara"], people["mei"]
    made = {name: amara.history(f"{WORD} {name}") for name in (OWN, SHARED, OPEN)}
    _, private = amara.fetch(made[SHARED], [(FOR_BOTH, "1\n"), (PRIVATE, "2\n")])
    amara.put(f"/api/datasets/{private}/permissions", {"action": "make_private"})
    shared = {"user_ids": [mei.uid], "share_option": "no_changes"}
    assert not amara.put(f"/api/histories/{made[SHARED]}/share_with_users", shared)["errors"]
    amara.put(f"/api/histories/{made[OPEN]}/enable_link_access")
    folder = tmp_path_factory.mktemp("graph")
    try:
        sync(galaxy.database, f"local:{folder}")
        yield Place(people, f"local:{folder}", made)
    finally:
        LocalServer(folder).stop()


@contextmanager
def asking_about(place: Place, galaxy_url: str) -> Iterator[TestClient]:
    """Our server, with keys checked by the Galaxy at an address."""
    known = {"instance": "main", "id_secret": (ID_SECRET,), "rate_limit": ""}
    with asking(graph=place.graph, auth="galaxy", galaxy_url=galaxy_url, **known) as client:
        yield client


@pytest.fixture
def client(place: Place, galaxy: Galaxy) -> Iterator[TestClient]:
    with asking_about(place, galaxy.url) as client:
        yield client


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("amara", {OWN, SHARED, OPEN}),
        ("mei", {SHARED, OPEN}),
        ("jonas", {OPEN}),
        (None, {OPEN}),
        ("admin", {OWN, SHARED, OPEN}),
    ],
)
def test_a_key_opens_what_galaxy_opens(place: Place, client: TestClient, who: str | None, shown: set[str]) -> None:
    assert place.opened(client, place.key(who)) == shown


@pytest.mark.parametrize(("who", "named"), [("amara", {FOR_BOTH, PRIVATE}), ("mei", {FOR_BOTH})])
def test_a_dataset_of_ones_own_in_a_shared_history_is_a_stub(
    place: Place, client: TestClient, who: str, named: set[str]
) -> None:
    answer = client.get(f"/api/histories/{place.histories[SHARED]}/graph", headers=place.key(who))
    assert {name for name in (FOR_BOTH, PRIVATE) if name in answer.text} == named
    found = client.get("/api/search", params={"q": WORD, "kind": "hda"}, headers=place.key(who))
    assert {each["name"] for each in found.json()["items"]} == named


@pytest.mark.parametrize("key", [uuid4().hex, "x", "' OR 1=1 --", "%00", "x" * 201])
def test_a_key_that_is_nobodys_is_refused_everywhere(place: Place, client: TestClient, key: str) -> None:
    for path in ("/api/histories", f"/api/histories/{place.histories[OPEN]}/graph"):
        answer = client.get(path, headers={"x-api-key": key})
        assert (answer.status_code, answer.json()["err_code"]) == (401, 401001)


def test_a_revoked_key_is_refused_within_a_minute(place: Place, client: TestClient) -> None:
    admin, name = place.people["admin"], f"u{uuid4().hex[:10]}"
    user = admin.post("/api/users", {"username": name, "email": f"{name}@example.org", "password": PASSWORD})
    key = {"x-api-key": admin.post(f"/api/users/{user['id']}/api_key")}
    assert place.opened(client, key) == {OPEN}
    admin.delete(f"/api/users/{user['id']}/api_key")
    time.sleep(Outcome.KNOWN.value)
    assert client.get("/api/histories", headers=key).status_code == 401


def test_while_galaxy_is_away_known_keys_go_on_for_their_minute(place: Place, galaxy: Galaxy) -> None:
    with relayed(galaxy.url) as relay, asking_about(place, relay.url) as client:
        assert place.opened(client, place.key("amara")) == {OWN, SHARED, OPEN}
        relay.cut()
        assert is_unchecked(client, place.key("mei"))
        assert place.opened(client, place.key("amara")) == {OWN, SHARED, OPEN}
        assert place.opened(client, {}) == {OPEN}
        time.sleep(Outcome.KNOWN.value)
        assert is_unchecked(client, place.key("amara"))
        relay.mend()
        for who, shown in (("mei", {SHARED, OPEN}), ("amara", {OWN, SHARED, OPEN})):
            wait_until_checked(client, place.key(who))
            assert place.opened(client, place.key(who)) == shown


def is_unchecked(client: TestClient, headers: dict[str, str]) -> bool:
    """Tell whether nobody can say whose key it is; then one is told when to ask again."""
    answer = client.get("/api/histories", headers=headers)
    if answer.status_code == 503:
        assert answer.json()["err_code"] == 503001
        assert int(answer.headers["Retry-After"]) > 0
    return answer.status_code == 503


def wait_until_checked(client: TestClient, headers: dict[str, str]) -> None:
    """Wait until Galaxy is asked again, which is soon."""
    for _ in range(120):
        if not is_unchecked(client, headers):
            return
        time.sleep(0.5)
    raise AssertionError("Galaxy is not asked again")


def test_the_page_asks_with_the_key_that_is_typed_into_it(place: Place, galaxy: Galaxy) -> None:
    options = ["--auth", "galaxy", "--galaxy-url", galaxy.url, "--instance", "main", "--id-secret", ID_SECRET]
    with serving(place.graph, free_port(), *options) as server, chromium.running() as browser:
        page = browser.new_page()
        page.goto(f"{server.url}/?q={WORD}")
        expect_found(page, {OPEN})
        for who, shown in (("amara", {OWN, SHARED, OPEN}), ("mei", {SHARED, OPEN}), ("jonas", {OPEN})):
            give(page, place.people[who].key)
            expect_found(page, shown)
        give(page, uuid4().hex)
        expect(page.get_by_role("button", name="Wrong key")).to_be_visible()
        page.get_by_role("button", name="Wrong key").click()
        page.get_by_role("button", name="Forget it").click()
        expect_found(page, {OPEN})


def give(page: Page, key: str) -> None:
    """Type a key into the page's field."""
    page.get_by_role("button", name="key").click()
    page.get_by_label("API key").fill(key)
    page.get_by_role("button", name="Use this key").click()


def expect_found(page: Page, shown: set[str]) -> None:
    """Wait until the page has found these histories, and no other."""
    for name in (OPEN, SHARED, OWN):
        found = page.get_by_role("link", name=f"{WORD} {name}")
        expect(found).to_have_count(int(name in shown), timeout=30_000)
