"""A comparison as a reader uses it: all of it or only what differs, with sizes, its legend, and as files."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import ServeProcess
from tests.browser.test_views import COMPARED, downloaded, tab_to


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
    expect(page).to_have_url(re.compile("only=differs"))
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


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("treegrid").get_by_role("row", name=re.compile(f"^{name}"))


def test_the_table_is_the_same_comparison_with_the_same_choice(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = compared(open_page, explorer)
    page.get_by_role("button", name=re.compile("^Call variants.*only in B, 2 differ$")).click()
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page).to_have_url(re.compile("selected=tool_execution:23&as=table"))
    expect(page.get_by_role("treegrid").get_by_role("row")).to_have_count(1 + 15)
    expect(row(page, "Call variants B 2 differ")).to_have_attribute("aria-selected", "true")
    expect(row(page, "Call variants A 2 differ")).to_have_attribute("aria-selected", "false")
    expect(row(page, "2: S288C.fa both")).to_be_visible()
    row(page, "15: Variants in genes, second run B").click()
    expect(page.locator(".cmp tbody.on")).to_contain_text("Filter table")
    fresh = open_page(page.url)
    expect(row(fresh, "15: Variants in genes, second run B")).to_have_attribute("aria-selected", "true")
    fresh.get_by_role("button", name="Graph", exact=True).click()
    expect(fresh.locator(".card.is-sel")).to_have_attribute("aria-label", re.compile("^15: Variants in genes"))
    fresh.go_back()
    expect(row(fresh, "15: Variants in genes, second run B")).to_be_visible()
    fresh.go_forward()
    expect(fresh.locator(".card.is-sel")).to_be_visible()
    page.get_by_role("button", name="Only what differs").click()
    expect(page.get_by_role("treegrid").get_by_role("row")).to_have_count(1 + 12)


@pytest.mark.parametrize(("view", "current"), [("Graph", ".card.is-hit"), ("Table", "tr.is-hit")])
def test_finding_goes_round_in_graph_and_table(
    open_page: OpenPage, explorer: ServeProcess, view: str, current: str
) -> None:
    page = compared(open_page, explorer)
    page.get_by_role("button", name=view, exact=True).click()
    page.keyboard.press("/" if view == "Graph" else "Control+f")
    page.keyboard.type("annotated")
    found = page.get_by_role("listbox", name="Found")
    expect(found.get_by_role("option")).to_have_count(2)
    expect(found.get_by_text("not loaded")).to_have_count(0)
    for key, said, name in (
        ("Enter", "1 of 2", "11: A"),
        ("Enter", "2 of 2", "14: A"),
        ("Shift+Enter", "1 of 2", "11: A"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_text(said, exact=True)).to_be_visible()
        hit = page.locator(current)
        expect(hit).to_have_count(1)
        assert (hit.get_attribute("aria-label") or hit.inner_text()).strip().startswith(name)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(current)).to_have_count(0)
    expect(page).to_have_url(re.compile("^[^?]+[?]left=hda:130&right=hda:133(&as=table)?(&at=[^&]*)?$"))


def test_the_keyboard_alone_reads_a_comparison(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/3")
    expect(page.locator(".card").first).to_be_visible()
    page.goto(f"{explorer.url}{COMPARED}&selected=tool_execution:20")
    card = page.locator("[data-key='tool_execution:20']")
    tab_to(page, card)
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-key='hda:128']")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(card).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-key='tool_execution:21']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Comparison")).to_be_focused()
    expect(page.locator(".cmp tbody.on")).to_contain_text("Annotate variants")
    page.keyboard.press("Escape")
    expect(page.locator("[data-key='tool_execution:21']")).to_be_focused()
    expect(page.locator(".card.is-sel")).to_have_count(0)


def test_closing_leads_back_to_where_it_was_opened(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/3?selected=hda:130&second=hda:133")
    page.locator(".slicebar").get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Table", exact=True).click()
    row(page, "Call variants A").click()
    page.get_by_role("button", name="Close the comparison").click()
    expect(page).to_have_url(re.compile("/histories/3[?]selected=hda:130&second=hda:133"))
    expect(page.locator(".card.is-sel")).to_have_count(2)


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
