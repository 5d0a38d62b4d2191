"""From the list of histories to the parameters of one execution, as a reader goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenPage
from tests.browser.serving import ServeProcess

RNA_SEQ = "RNA-seq: heat stress in yeast"
ALIGN = re.compile(r"^Align reads, 6 jobs, ok, 2 inputs, 2 outputs$")
MOST_ELEMENTS = 600


def card(page: Page, name: str | re.Pattern[str]):
    return page.get_by_role("button", name=name)


def test_from_the_list_to_the_parameters(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(explorer.url)
    expect(page.get_by_role("row")).to_have_count(13)
    keep(page, "start")

    page.get_by_role("link", name=RNA_SEQ).click()
    expect(page.get_by_text("23 items · 13 executions")).to_be_visible()
    keep(page, "history")

    card(page, ALIGN).click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_text("Ran 6 jobs over 45: Trimmed read pairs, one for each pair")).to_be_visible()
    page.get_by_role("button", name="set to 100 %").click()
    expect(page.get_by_role("button", name="Zoom is 100 %")).to_be_visible()
    keep(page, "explorer")

    panel.get_by_role("tab", name="Parameters").click()
    expect(panel.get_by_text("2 of 4")).to_be_visible()
    changed = panel.locator(".changed")
    expect(changed.filter(has_text="Library").first).to_contain_text("Read pairsdefault: Single reads")
    expect(changed.filter(has_text="Preset").first).to_contain_text("Sensitivedefault: Balanced")
    keep(page, "parameters")


def test_the_other_tabs_tell_what_went_in_what_ran_and_which_record_says_so(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = open_page(f"{explorer.url}/histories/2?selected=tool_execution:7")
    panel = page.get_by_role("complementary", name="Align reads")
    panel.get_by_role("tab", name="Inputs/outputs").click()
    expect(panel.get_by_role("link", name="45: Trimmed read pairs")).to_be_visible()
    expect(panel.get_by_role("link", name="Sort alignments")).to_be_visible()
    panel.get_by_role("tab", name="Jobs 6").click()
    expect(panel.get_by_role("row")).to_have_count(7)
    panel.get_by_role("tab", name="Evidence").click()
    expect(panel.get_by_text("main/te/7").or_(panel.get_by_text("demo/te/7"))).to_be_visible()
    expect(panel.get_by_text("tool request 7", exact=True)).to_be_visible()


def test_choosing_dims_what_is_neither_upstream_nor_downstream(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    card(page, ALIGN).click()
    expect(card(page, ALIGN)).to_have_attribute("aria-pressed", "true")
    dimmed = page.locator(".card.is-dim")
    expect(dimmed.filter(has_text="Quality report").first).to_be_visible()
    names = {name.split(",")[0] for name in dimmed.evaluate_all("cards => cards.map(c => c.ariaLabel)")}
    assert {"Quality report", "Check sample sheet", "16: Sample sheet"} <= names
    assert not {"Trim reads", "45: Trimmed read pairs", "84: Alignments", "Summarise"} & names

    page.locator(".canvas").click(position={"x": 700, "y": 40})
    expect(page.locator(".is-dim")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/histories/2(\?at=[^&]*)?$"))


def test_the_address_is_the_state(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url)
    page.get_by_role("link", name=RNA_SEQ).click()
    card(page, ALIGN).click()
    expect(page).to_have_url(re.compile(r"/histories/2\?selected=tool_execution:7(&at=[^&]*)?$"))
    page.get_by_role("complementary").get_by_role("link", name="84: Alignments").click()
    expect(page.get_by_role("heading", name="Alignments")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^Align reads"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("complementary")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", name="Recent histories")).to_be_visible()
    page.go_forward()
    expect(card(page, ALIGN)).to_be_visible()


def test_a_dataset_says_what_made_it(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    card(page, re.compile("^121: Differential expression")).click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_text("Made by Differential expression")).to_be_visible()
    expect(panel.get_by_role("link", name="Summarise")).to_be_visible()
    panel.get_by_role("link", name="Differential expression 1.40.2").click()
    expect(panel.get_by_role("heading", name="Differential expression")).to_be_visible()


def test_a_failure_is_on_the_first_screen(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(f"{explorer.url}/histories/9")
    card(page, re.compile("^Assemble reads, 3 jobs, 1 error, 2 ok")).click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_text("k-mer size 25 is larger than the shortest read (20)")).to_be_in_viewport()
    panel.get_by_role("tab", name="Jobs 3").click()
    expect(panel.get_by_text("Failed 1 of 3")).to_be_visible()
    keep(page, "failure")


def test_the_keyboard_goes_from_the_list_to_a_card_and_from_card_to_card(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = open_page(explorer.url)
    page.get_by_role("link", name=RNA_SEQ).press("Enter")
    expect(page.get_by_role("main", name=RNA_SEQ)).to_be_focused()
    first = card(page, re.compile("^3: Heat stress read pairs"))
    expect(first).to_have_attribute("tabindex", "0")
    expect(page.locator(".card[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(card(page, re.compile("^Trim reads"))).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(card(page, ALIGN)).to_be_focused()
    expect(card(page, ALIGN).locator(".focus")).to_have_count(1)
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Align reads")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(card(page, ALIGN)).to_be_focused()


def test_at_100_percent_the_chosen_card_is_whole_and_read(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/9")
    card(page, re.compile("^Assemble reads, 3 jobs")).click()
    page.get_by_role("button", name="set to 100 %").click()
    expect(page.locator(".card.read.is-sel")).to_be_in_viewport(ratio=1)


def test_the_list_fits_a_phone(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url, NARROW)
    expect(page.get_by_role("row")).to_have_count(13)
    assert page.locator(".wide").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_theme_follows_the_system_until_it_is_chosen(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(f"{explorer.url}/histories/2?selected=tool_execution:7", dark=True)
    expect(page.get_by_text("Ran 6 jobs over")).to_be_visible()
    surface = "getComputedStyle(document.querySelector('.panel')).backgroundColor"
    assert page.evaluate(surface) == "rgb(28, 32, 44)"
    keep(page, "dark")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(surface) == "rgb(255, 255, 255)"
    page.reload()
    expect(page.get_by_text("Ran 6 jobs over")).to_be_visible()
    assert page.evaluate(surface) == "rgb(255, 255, 255)"


def test_a_narrow_screen_has_the_panel_below_the_canvas(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(f"{explorer.url}/histories/2?selected=tool_execution:7", NARROW)
    expect(page.get_by_text("Ran 6 jobs over")).to_be_visible()
    expect(card(page, ALIGN)).to_be_in_viewport()
    canvas, panel = (page.locator(part).bounding_box() for part in (".canvas", ".panel"))
    assert canvas
    assert panel
    assert panel["y"] >= canvas["y"] + canvas["height"] - 12
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]
    keep(page, "narrow")


def test_long_lists_come_a_page_at_a_time(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/4")
    card(page, re.compile("^Align reads, 6 jobs")).click()
    panel = page.get_by_role("complementary")
    panel.get_by_role("tab", name="Inputs/outputs").click()
    outputs = panel.locator(".sec", has_text="Outputs")
    expect(outputs.get_by_text("1 to 10 of 12")).to_be_visible()
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
    outputs.get_by_role("button", name="Next").click()
    expect(outputs.get_by_text("11 to 12 of 12")).to_be_visible()


@pytest.mark.parametrize("history", range(1, 13))
def test_every_history_is_drawn_within_its_budget(open_page: OpenPage, explorer: ServeProcess, history: int) -> None:
    page = open_page(f"{explorer.url}/histories/{history}")
    expect(page.locator(".card").first).to_be_attached()
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
    page.get_by_role("button", name="set to 100 %").click()
    expect(page.get_by_role("button", name="Zoom is 100 %")).to_be_visible()
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
