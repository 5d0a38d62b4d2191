"""The canvas while a hand drags or a wheel turns: the picture is shifted as a whole, and stands where it was left."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.serving import ServeProcess
from tests.browser.test_canvas import GENE_COUNTS, settled

CARD = "[data-key='hdca:10'] .body"
DRAWN = "document.querySelector('.canvas > svg > g').style.transform"
WHEEL = -60
"""Less than what has the picture drawn anew."""
NOTE_SHIFTS = """() => {
  const svg = document.querySelector('.canvas > svg');
  window.shifts = [];
  new MutationObserver(() => window.shifts.push(svg.style.transform)).observe(svg, { attributeFilter: ['style'] });
}"""
"""A picture may stand again before a test has looked: what is done to it is written down."""


@pytest.fixture
def graph(open_page: OpenPage, explorer: ServeProcess) -> Page:
    page = open_page(explorer.url + GENE_COUNTS)
    settled(page)
    page.evaluate(NOTE_SHIFTS)
    return page


def box(page: Page) -> Any:
    return page.locator(CARD).bounding_box()


def shifts(page: Page) -> Any:
    """What the picture was shifted by until it stands, which is the last one, by nothing."""
    page.wait_for_function("() => window.shifts.at(-1) === ''")
    return page.evaluate("window.shifts")


def test_what_is_under_the_pointer_stays_there_while_the_wheel_turns(graph: Page) -> None:
    before, drawn = box(graph), graph.evaluate(DRAWN)
    graph.mouse.move(before["x"], before["y"])
    graph.mouse.wheel(0, WHEEL)
    assert any("scale(1.0" in shift for shift in shifts(graph))
    after = box(graph)
    assert after["width"] > before["width"]
    assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=1)
    assert graph.evaluate(DRAWN) != drawn


def test_a_picture_that_is_dragged_is_drawn_anew_when_it_stands(graph: Page) -> None:
    before, drawn = box(graph), graph.evaluate(DRAWN)
    graph.mouse.move(before["x"], before["y"] - 12)
    graph.mouse.down()
    graph.mouse.move(before["x"] + 60, before["y"] + 28)
    graph.mouse.up()
    assert "translate(60px, 40px) scale(1)" in shifts(graph)
    assert (box(graph)["x"], box(graph)["y"]) == pytest.approx((before["x"] + 60, before["y"] + 40), abs=1)
    assert graph.evaluate(DRAWN) != drawn


def test_a_wheel_over_what_floats_on_the_picture_leaves_it_alone(graph: Page) -> None:
    before = box(graph)
    graph.locator(".minimap").hover()
    graph.mouse.wheel(0, WHEEL)
    graph.wait_for_timeout(400)
    assert (box(graph), graph.evaluate("window.shifts")) == (before, [])
