"""What the page says when there is no picture: every state is told apart, none is a blank canvas."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.serving import ServeProcess


def test_an_empty_graph_says_how_to_fill_it(open_page: OpenPage, empty_explorer: ServeProcess) -> None:
    page = open_page(empty_explorer.url)
    expect(page.get_by_text("The graph is empty")).to_be_visible()
    expect(page.get_by_text("galaxy-lineage sync --galaxy URL")).to_be_visible()
    page.get_by_role("button", name="Copy the command").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "galaxy-lineage sync --galaxy URL"


@pytest.mark.parametrize("history", ["4711", "nonsense"])
def test_a_history_that_is_not_there(
    open_page: OpenPage, explorer: ServeProcess, complaints: list[str], history: str
) -> None:
    page = open_page(f"{explorer.url}/histories/{history}")
    expect(page.get_by_text(re.compile("You can.t see this history|This history cannot be shown"))).to_be_visible()
    page.get_by_role("link", name="Go to your histories").click()
    expect(page.get_by_role("heading", name="Recent histories")).to_be_visible()
    complaints.clear()


def test_an_item_that_is_not_there(open_page: OpenPage, explorer: ServeProcess, complaints: list[str]) -> None:
    page = open_page(f"{explorer.url}/histories/2?selected=hda:4711")
    expect(page.get_by_text(re.compile("You can.t see this item"))).to_be_visible()
    expect(page.locator(".card").first).to_be_attached()
    complaints.clear()


def test_an_address_that_leads_nowhere(open_page: OpenPage, explorer: ServeProcess, complaints: list[str]) -> None:
    page = open_page(f"{explorer.url}/nowhere")
    expect(page.get_by_text("There is nothing at this address")).to_be_visible()
    assert len(complaints) == 1
    assert "404" in complaints.pop()


def test_a_server_that_goes_away_and_comes_back(
    open_page: OpenPage, mortal_explorer: ServeProcess, complaints: list[str]
) -> None:
    page = open_page(f"{mortal_explorer.url}/histories/2")
    align = page.get_by_role("button", name=re.compile("^Align reads"))
    expect(align).to_be_visible()
    assert complaints == []

    mortal_explorer.stop()
    align.click()
    expect(page.get_by_text("The graph server does not answer.")).to_be_visible()
    expect(align).to_be_visible()

    mortal_explorer.start()
    expect(page.get_by_text("Ran 6 jobs over")).to_be_visible()
    expect(page.get_by_text("The graph server does not answer.")).to_have_count(0)
    assert all("ERR_CONNECTION_REFUSED" in complaint for complaint in complaints)
    complaints.clear()


def test_a_page_that_finds_no_server_draws_the_history_when_it_is_back(
    open_page: OpenPage, mortal_explorer: ServeProcess, complaints: list[str]
) -> None:
    page = open_page(mortal_explorer.url)
    link = page.get_by_role("link", name="RNA-seq: heat stress in yeast")
    expect(link).to_be_visible()
    mortal_explorer.stop()
    link.click()
    expect(page.get_by_text("The history appears here when it is back.")).to_be_visible()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_text("The history appears here when it is back.")).to_be_visible()
    mortal_explorer.start()
    expect(page.get_by_role("button", name=re.compile("^Align reads"))).to_be_visible(timeout=40_000)
    complaints.clear()
