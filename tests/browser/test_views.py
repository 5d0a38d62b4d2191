"""The views around the canvas, as a reader uses them: search, table, comparison, extraction, export."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import ServeProcess

MOST_ELEMENTS = 600
COMPARED = "/compare?left=hda:130&right=hda:133"
SLICED = "/histories/9?selected=hdca:18&second=hda:279&side=extract"

STATES = {
    "start": "/",
    "found": "/?q=heat",
    "nothing found": "/?q=zzzz",
    "graph": "/histories/2?selected=tool_execution:7",
    "lineage": "/lineage/hda:116?selected=hda:116",
    "filtered out": "/histories/2?state=paused",
    "table": "/histories/2?selected=tool_execution:7&as=table",
    "extraction": SLICED,
    "comparison": COMPARED,
    "comparison as a table": f"{COMPARED}&selected=tool_execution:23&as=table&find=variants",
    "picker": "/histories/3?selected=hda:130&side=compare",
    "not allowed": "/histories/4711",
    "nowhere": "/nowhere",
}
"""State of the page → its address."""


def card(page: Page, name: str | re.Pattern[str]):
    return page.get_by_role("button", name=name)


def calm(page: Page) -> None:
    """Wait until nothing is on its way."""
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".skelbar, .skeleton")).to_have_count(0)


def downloaded(page: Page, press: Callable[[], None]) -> Path:
    with page.expect_download() as download:
        press()
    return download.value.path()


def test_from_a_search_to_the_uploads_to_the_way_between_to_the_workflow(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = open_page(explorer.url)
    page.get_by_role("searchbox", name="Search").fill("assembly report")
    page.get_by_role("link", name="28: Assembly report").click()
    expect(page).to_have_url(re.compile(r"/lineage/hda:279"))
    expect(page.get_by_role("complementary").get_by_text("Made by Summarise")).to_be_visible()

    page.goto(f"{explorer.url}/histories/9?selected=hda:279")
    card(page, re.compile("^6: Isolates 4 to 6")).click(modifiers=["Shift"])
    expect(page.get_by_text("7 of 23 on the way")).to_be_visible()
    page.locator(".slicebar").get_by_role("button", name="Extract").click()
    panel = page.get_by_role("complementary", name="Extract workflow")
    expect(panel.get_by_text("3 inputs, 5 steps, 7 connections")).to_be_visible()
    expect(panel.get_by_text("1 of 3 jobs failed")).to_be_visible()
    panel.get_by_role("textbox", name="Name").fill("Bacillus")
    workflow = json.loads(downloaded(page, panel.get_by_role("button", name="Download .ga").click).read_text())
    assert workflow["name"] == "Bacillus"
    assert [step["type"] for step in workflow["steps"].values()].count("tool") == 5
    assert workflow["a_galaxy_workflow"] == "true"


def test_the_other_format_is_downloaded_as_yaml(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{SLICED}")
    panel = page.get_by_role("complementary", name="Extract workflow")
    panel.get_by_role("button", name="gxformat2").click()
    expect(panel.get_by_role("button", name="Download .gxwf.yml")).to_be_enabled()
    text = downloaded(page, panel.get_by_role("button", name="Download .gxwf.yml").click).read_text()
    assert text.startswith("class: GalaxyWorkflow")


def test_the_start_page_searches_everything(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url)
    expect(page.get_by_role("row")).to_have_count(13)
    page.keyboard.press("/")
    page.keyboard.type("heat-induced")
    expect(page).to_have_url(f"{explorer.url}/?q=heat-induced")
    found = page.get_by_role("region", name="Search results")
    expect(found.get_by_role("link", name="123: Heat-induced genes (padj < 0.05)")).to_be_visible()
    page.get_by_role("button", name="Executions").click()
    expect(page.get_by_text("Nothing has the words")).to_be_visible()
    page.get_by_role("button", name="Clear search").click()
    expect(page.get_by_role("row")).to_have_count(13)


def test_finding_in_the_graph_goes_round_and_brings_in_what_is_not_loaded(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    expect(card(page, re.compile("^Align reads"))).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("heat")
    results = page.get_by_role("listbox", name="Found")
    expect(results.get_by_text("not loaded").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(page.get_by_text("3 of 13", exact=True)).to_be_visible()
    expect(page.locator(".card.is-hit")).to_have_attribute("aria-label", re.compile("^116: Gene counts, heat"))
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("2 of 13", exact=True)).to_be_visible()
    results.get_by_role("option", name=re.compile("Chaperone heatmap")).first.click()
    expect(page).to_have_url(re.compile(r"/lineage/hda:194\?"))
    expect(card(page, re.compile("^12: Chaperone heatmap"))).to_be_visible()


def test_the_table_is_the_same_graph_with_the_same_choice(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    card(page, re.compile("^Align reads")).click()
    page.get_by_role("button", name="Table").click()
    row = page.get_by_role("row", name=re.compile("^Align reads"))
    expect(row).to_have_attribute("aria-selected", "true")
    expect(row).to_have_attribute("aria-expanded", "true")
    row.focus()
    page.keyboard.press("ArrowDown")
    child = page.get_by_role("row", name=re.compile("^84: Alignments"))
    expect(child).to_be_focused()
    expect(child).to_have_attribute("aria-level", "2")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("row", name=re.compile("^control_1")).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Alignments")).to_be_focused()
    page.get_by_role("button", name="Graph", exact=True).click()
    expect(card(page, re.compile("^84: Alignments"))).to_have_attribute("aria-pressed", "true")


def test_two_results_are_compared(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/3?selected=hda:130")
    page.get_by_role("complementary").get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="15: Variants in genes, second run").click()
    panel = page.get_by_role("complementary", name="Comparison")
    expect(panel.get_by_role("heading", name="4 settings differ")).to_be_visible()
    expect(panel.get_by_text("Same 3 inputs, same 3 steps in the same order.")).to_be_visible()
    expect(panel.get_by_role("row", name=re.compile("Least depth 2 default: 3 6 default: 3"))).to_be_visible()
    expect(page.get_by_text("only in A 6")).to_be_visible()
    rows = downloaded(page, panel.get_by_role("button", name="Export table").click).read_text()
    assert "Call variants,Version,1.3.0,1.4.0,yes" in rows
    panel.get_by_role("button", name="Swap A and B").click()
    expect(page).to_have_url(re.compile(r"/compare\?left=hda:133&right=hda:130(&at=[^&]*)?$"))


def test_pictures_and_data_are_exported(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/9")
    calm(page)
    for word, beginning in (("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("RO-Crate", b"{"), ("Methods text", b"# Methods")):
        page.get_by_role("button", name="Export").click()
        file = downloaded(page, page.get_by_role("button", name=word).click)
        assert file.read_bytes().startswith(beginning), word


def test_the_keyboard_alone_goes_from_a_search_to_a_downloaded_workflow(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = open_page(explorer.url)
    expect(page.get_by_role("row")).to_have_count(13)
    page.keyboard.press("/")
    page.keyboard.type("assembly report")
    found = page.get_by_role("region", name="Search results")
    expect(found.get_by_role("link").first).to_have_text("28: Assembly report")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Assembly report")).to_be_visible()
    extract = page.get_by_role("complementary").get_by_role("button", name="Extract")
    tab_to(page, extract)
    page.keyboard.press("Enter")
    download = page.get_by_role("button", name="Download .ga")
    expect(download).to_be_enabled()
    tab_to(page, download)
    assert json.loads(downloaded(page, lambda: page.keyboard.press("Enter")).read_text())["steps"]


def tab_to(page: Page, target) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_keeps_anybody_from_using_a_view(
    open_page: OpenPage, explorer: ServeProcess, complaints: list[str], state: str, size: tuple[int, int]
) -> None:
    page = open_page(f"{explorer.url}{STATES[state]}", size)
    calm(page)
    assert violations(page) == []
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
    complaints[:] = [text for text in complaints if "404" not in text]


@pytest.mark.parametrize("state", ["start", "graph", "table", "extraction", "comparison"])
def test_the_dark_theme_can_be_read(open_page: OpenPage, explorer: ServeProcess, state: str) -> None:
    page = open_page(f"{explorer.url}{STATES[state]}", dark=True)
    calm(page)
    assert violations(page) == []
