"""The start page for somebody who is new: words to try, help, and who else sees one's histories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from api.auth.identity import Identity
from api.auth.tokens import new_token
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import ServeProcess, serving
from tests.engines.ways import free_port

MEI = 4
"""A user of the demo."""


@pytest.fixture(scope="module")
def mine(local_samples_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServeProcess, str]]:
    """A server that lets people in by token, and the token of one of them."""
    token, line = new_token(Identity(MEI))
    tokens: Path = tmp_path_factory.mktemp("tokens") / "tokens"
    tokens.write_text(line)
    with serving(local_samples_url, free_port(), "--auth", "token", "--tokens", str(tokens)) as server:
        yield server, token


def test_words_to_try_find_something(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url)
    words = page.locator(".try a")
    expect(words.first).to_be_visible()
    for word in words.all_inner_texts():
        page.goto(explorer.url)
        page.locator(".try").get_by_role("link", name=word, exact=True).click()
        expect(page.get_by_role("searchbox")).to_have_value(word)
        expect(page.get_by_role("region", name="Search results").locator(".hits a").first).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_help_is_at_hand_everywhere(open_page: OpenPage, explorer: ServeProcess, size: tuple[int, int]) -> None:
    page = open_page(explorer.url, size)
    for address in ("/", "/histories/2"):
        page.goto(f"{explorer.url}{address}")
        page.get_by_role("button", name="Help").click()
        helping = page.get_by_role("dialog", name="Help")
        expect(helping.get_by_text("Where a result comes from")).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(helping).to_have_count(0)
        expect(page.get_by_role("button", name="Help")).to_be_focused()


def test_what_is_shared_says_so_to_its_owner(open_page: OpenPage, mine: tuple[ServeProcess, str]) -> None:
    server, token = mine
    page = open_page(server.url, key=token)
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="Heat stress: follow-up of the chaperones")).to_contain_text("youshared")
    expect(rows.filter(has_text="Gene panel: family 12")).to_contain_text("youprivate")
    expect(rows.filter(has_text="RNA-seq: heat stress in yeast")).to_contain_text("published")
