"""A history of more than 5,000 items: shown by tool first, then as much as can be drawn, as a table, and searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cypher import open_graph
from explorer.layout import Card
from tests.bench import graphs
from tests.bench.histories import TOOLS, samples
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.measuring import elements
from tests.browser.serving import ServeProcess, serving
from tests.browser.test_views import MOST_ELEMENTS, calm
from tests.engines.ways import free_port
from tests.integration.explorer.drawing import draw

CARDS = 7_400
STEPS = 6
MOST_ITEMS = 5_000
FAILED = 40
"""One in so many executions failed."""
PATIENT = "120"
"""Seconds that an answer may take: a machine that does other work besides is no fault of the page."""
LARGE = "/histories/1"
DRAWN = f"{LARGE}?group=none&limit={MOST_ITEMS}"


@pytest.fixture(scope="module")
def large() -> Iterator[ServeProcess]:
    """A server on a history of some 5,000 items, made by chains of six tools for each of many samples."""
    with graphs.local() as url:
        with open_graph(url) as graph:
            draw(graph, *large_history())
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GALAXY_LINEAGE_DEADLINE", PATIENT)
            with serving(url, free_port(), "--instance", "main") as server:
                yield server


def large_history() -> tuple[str, dict[str, dict[str, str]]]:
    """Return the made-up history as a drawing, with names, tools, times, and a job for each execution."""
    cards, links = samples(CARDS)
    called = {card.id: f"{'te' if card.kind == 'execution' else 'hda'}:{card.id}" for card in cards}
    lines = [f"{called[link.source]} -data-> {called[link.target]}" for link in links]
    lines += [f"job:{card.id} for {called[card.id]}" for card in cards if card.kind == "execution"]
    changes = {
        called[card.id]: {"create_time": _time(number)} | _about(card, step)
        for number, (card, step) in enumerate(zip(cards, _steps(cards), strict=True))
    }
    changes |= {
        f"job:{number}": {"update_time": _time(number + 90), "state": "ok" if number % FAILED else "error"}
        for number, card in enumerate(cards)
        if card.kind == "execution"
    }
    return "\n".join(lines), changes


def _about(card: Card, step: int) -> dict[str, str]:
    """One tool after the other for each sample, the last one for all of them."""
    return {"tool_id": TOOLS[step]} if card.kind == "execution" else {"name": card.name, "extension": "txt"}


def _steps(cards: Sequence[Card]) -> Iterator[int]:
    """Yield for each card which step of its sample it belongs to."""
    ran = 0
    for card in cards:
        yield ran % STEPS if card is not cards[-2] else STEPS
        ran += card.kind == "execution"


def _time(second: int) -> str:
    return f"2026-03-16T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def find(page: Page, words: str) -> Locator:
    """Type into the search of the graph, letter by letter, and return what it says."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    return page.locator(".find [aria-live]")


def test_it_is_shown_by_tool_first(open_page: OpenPage, large: ServeProcess, keep: Callable[[Page, str], Path]) -> None:
    page = open_page(large.url + LARGE)
    notice = page.get_by_role("status").filter(has_text="groups by tool")
    expect(notice).to_contain_text(re.compile(r"5,\d{3} items, shown as 7 groups by tool"))
    calm(page)
    expect(page.locator(".card.execution")).to_have_count(7)
    expect(page.get_by_role("button", name=re.compile(r"^Align reads, \d+ jobs, \d+ error, \d+ ok"))).to_be_visible()
    assert elements(page) <= MOST_ELEMENTS
    assert violations(page) == []
    keep(page, "large-by-tool")

    page.get_by_role("button", name=re.compile("^Align reads, ")).click()
    expect(page).to_have_url(re.compile("tool=Align"))
    expect(page.get_by_text(re.compile(r"^[\d,]+ items · [\d,]+ executions$"))).to_be_visible()
    assert elements(page) <= MOST_ELEMENTS


@pytest.mark.parametrize("size", [(1440, 900), NARROW], ids=["wide", "narrow"])
def test_the_newest_5000_are_drawn_on_demand(open_page: OpenPage, large: ServeProcess, size: tuple[int, int]) -> None:
    page = open_page(large.url + LARGE, size)
    page.get_by_role("button", name="Draw the newest 5,000").click()
    expect(page.get_by_text(re.compile(r"5,\d{3} of 5,\d{3} items shown, the newest"))).to_be_visible()
    calm(page)
    assert elements(page) <= MOST_ELEMENTS
    page.get_by_role("button", name="Fit the graph into view").click()
    expect(page.locator(".block").first).to_be_attached()
    assert elements(page) <= MOST_ELEMENTS


def test_its_table_holds_the_rows_in_view_only(
    open_page: OpenPage, large: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(f"{large.url}{DRAWN}&as=table")
    table = page.get_by_role("treegrid")
    expect(table).to_have_attribute("aria-rowcount", re.compile(r"^7\d{3}$"))
    assert elements(page) <= MOST_ELEMENTS
    keep(page, "large-table")
    page.get_by_role("row").nth(1).focus()
    page.keyboard.press("End")
    last = page.get_by_role("row").last
    expect(last).to_be_focused()
    expect(last).to_have_attribute("aria-rowindex", str(table.get_attribute("aria-rowcount")))
    assert elements(page) <= MOST_ELEMENTS
    assert violations(page) == []


@pytest.mark.parametrize("shown", ["graph", "table"])
def test_one_thing_is_found_among_all(
    open_page: OpenPage, large: ServeProcess, keep: Callable[[Page, str], Path], shown: str
) -> None:
    page = open_page(f"{large.url}{DRAWN}&as={shown}")
    calm(page)
    expect(find(page, "data 7001")).to_have_text(re.compile("^0 of [12]$"))
    assert page.locator(".find input").input_value() == "data 7001"
    page.keyboard.press("Enter")
    expect(page.locator(".find [aria-live]")).to_have_text(re.compile("^1 of [12]$"))
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("complementary")).to_contain_text("on data 7001")
    assert elements(page) <= MOST_ELEMENTS
    keep(page, f"large-found-{shown}")
