"""What stands around the graph: who one is, ways to Galaxy, the trail of seeds, where to begin, the open tab."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.serving import ServeProcess, serving
from tests.engines.ways import free_port
from tests.oracle.client import ID_SECRET

GALAXY = "https://galaxy.example.org"
BACILLUS = "Bacillus isolates: assembly"


@pytest.fixture(scope="module")
def linked(local_samples_url: str) -> Iterator[ServeProcess]:
    """A server that knows where its Galaxy is, and how Galaxy writes ids."""
    with serving(local_samples_url, free_port(), "--galaxy-url", GALAXY, "--id-secret", ID_SECRET) as server:
        yield server


def test_the_start_tells_who_one_is_and_what_went_wrong(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url)
    expect(page.get_by_role("banner").get_by_text("administrator")).to_be_visible()
    wrong = page.get_by_role("region", name="What went wrong lately")
    expect(wrong.get_by_role("listitem")).to_have_count(3)
    expect(wrong.get_by_text(re.compile(f"^{BACILLUS} · 19 Aug")).first).to_be_visible()
    wrong.get_by_role("link", name=re.compile("^Assemble reads: k-mer size 25")).click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name=re.compile("^Assemble reads"))).to_be_visible()
    expect(panel.get_by_role("link", name="Open in Galaxy")).to_have_count(0)
    page.goto(explorer.url)
    visits = page.get_by_role("region", name="Where you were")
    expect(visits.get_by_role("link", name=BACILLUS)).to_be_visible()
    assert violations(page) == []


def test_what_is_shown_leads_to_galaxy_by_the_ids_that_galaxy_knows(open_page: OpenPage, linked: ServeProcess) -> None:
    page = open_page(linked.url)
    page.get_by_role("link", name=BACILLUS, exact=True).click()
    page.get_by_role("button", name=re.compile("^28: Assembly report")).click()
    link = page.get_by_role("complementary").get_by_role("link", name="Open in Galaxy")
    expect(link).to_have_attribute("href", re.compile(rf"^{GALAXY}/datasets/[0-9a-f]{{16}}$"))
    chosen = re.search(r"selected=hda:([0-9a-f]{16})", page.url)
    assert chosen
    assert str(link.get_attribute("href")).endswith(chosen[1])
    page.get_by_role("button", name=re.compile("^Summarise")).click()
    expect(link).to_have_attribute("href", re.compile(rf"^{GALAXY}/jobs/[0-9a-f]{{16}}/view$"))
    page.get_by_role("button", name=re.compile("^Assemble reads, 3 jobs")).click()
    expect(link).to_have_attribute("href", re.compile(rf"^{GALAXY}/histories/view\?id=[0-9a-f]{{16}}$"))


def test_a_trail_leads_back_to_earlier_seeds(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/lineage/hda:123")
    trail = page.get_by_role("navigation", name="Trail")
    expect(page.locator(".card.is-seed")).to_be_visible()
    title = page.locator("h1").inner_text()
    expect(trail).to_have_count(0)
    page.locator(".card:not(.is-seed):not(.stub)").first.dblclick()
    expect(trail.get_by_role("link", name=title)).to_be_visible()
    assert "trail=hda:123" in page.url
    page.go_back()
    expect(trail).to_have_count(0)
    page.go_forward()
    expect(trail).to_be_visible()
    fresh = open_page(page.url)
    fresh.get_by_role("navigation", name="Trail").get_by_role("link", name=title).click()
    expect(fresh).to_have_url(re.compile(r"/lineage/hda:123(\?at=.*)?$"))
    expect(fresh.locator("h1")).to_have_text(title)


def test_an_address_keeps_the_open_tab(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/9")
    page.get_by_role("button", name=re.compile("^Assemble reads, 3 jobs")).click()
    page.get_by_role("tab", name="Jobs").click()
    expect(page).to_have_url(re.compile("tab=Jobs"))
    fresh = open_page(page.url)
    expect(fresh.get_by_role("tab", name="Jobs")).to_have_attribute("aria-selected", "true")
    expect(fresh.get_by_role("complementary").get_by_text("isolate_05")).to_be_visible()
    assert violations(fresh) == []


def test_a_history_that_is_found_is_told_by_its_owner(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/?q=follow-up")
    expect(page.get_by_text("history of mei-tanaka").first).to_be_visible()


@pytest.mark.parametrize(("button", "inside"), [("Tool", "Align reads"), ("Export", "RO-Crate")])
def test_a_menu_closes_when_one_presses_elsewhere(
    open_page: OpenPage, explorer: ServeProcess, button: str, inside: str
) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    page.get_by_role("button", name=button, exact=True).click()
    row = page.locator(".pop").get_by_text(inside).first
    expect(row).to_be_visible()
    page.mouse.click(700, 800)
    expect(row).to_be_hidden()
