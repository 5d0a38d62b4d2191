"""A comparison as a reader uses it: all of it or only what differs, with sizes, its legend, and as files."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import ServeProcess
from tests.browser.test_views import COMPARED, downloaded


def compared(open_page: OpenPage, explorer: ServeProcess, size: tuple[int, int] = WIDE, *, dark: bool = False) -> Page:
    page = open_page(f"{explorer.url}{COMPARED}", size, dark=dark)
    expect(page.get_by_role("heading", name="4 settings differ")).to_be_visible()
    return page


def cards(page: Page) -> list[str]:
    names: list[str] = page.locator(".card.side").evaluate_all("cards => cards.map(card => card.ariaLabel)")
    return names


def test_only_what_differs_leaves_out_what_both_sides_read(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = compared(open_page, explorer)
    everything = cards(page)
    switch = page.get_by_role("button", name="Only what differs")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".key", has_text="in both")).to_contain_text("0")
    assert set(cards(page)) == {name for name in everything if "in both" not in name}
    expect(page).to_have_url(re.compile("only=differs$"))
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(page.locator(".key", has_text="in both")).to_contain_text("3")
    assert cards(page) == everything


def test_datasets_have_their_sizes(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = compared(open_page, explorer)
    sides = page.locator(".sides")
    expect(sides.get_by_text(re.compile(r"^148 B · 13 May"))).to_be_visible()
    expect(sides.get_by_text(re.compile(r"^70 B · 13 May"))).to_be_visible()
    page.get_by_role("tab", name="Inputs").click()
    expect(page.get_by_text(re.compile(r"^fasta · [\d.]+ k?B$"))).to_be_visible()


def test_it_can_be_saved_as_a_table_and_whole(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = compared(open_page, explorer)
    menu = page.get_by_role("button", name="Export", exact=True)
    menu.click()
    table = downloaded(page, page.get_by_role("button", name="CSV").click).read_text()
    assert "Call variants,Version,1.3.0,1.4.0,yes" in table
    menu.click()
    whole = json.loads(downloaded(page, page.get_by_role("button", name="JSON").click).read_text())
    assert (whole["differing"], len(whole["steps"])) == (4, 3)


def test_a_legend_says_what_the_letters_mean(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = compared(open_page, explorer)
    page.get_by_role("button", name="Legend").click()
    legend = page.get_by_role("region", name="Legend")
    expect(legend.get_by_text("only A comes from it")).to_be_visible()
    expect(legend.get_by_text("mapped over, each element by itself")).to_be_visible()
    expect(legend.get_by_text("running")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everybody_can_use_it(open_page: OpenPage, explorer: ServeProcess, size: tuple[int, int], theme: str) -> None:
    page = compared(open_page, explorer, size, dark=theme == "dark")
    for name in ("Only what differs", "Export", *(["Legend"] if size == WIDE else [])):
        page.get_by_role("button", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        assert violations(page) == [], name
        if name == "Export":
            page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
