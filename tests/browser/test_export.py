"""A picture in a file is what the page draws: every shape, line and word of the canvas at rest, in the same colours."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.serving import ServeProcess

VIEWS = {
    "what went wrong, opened": "history=9&open=hdca:18",
    "a history of workflow runs": "history=3",
    "a lineage into other histories": "seed=hdca:10&hop=hdca:10.down.2&hop=hda:116.down",
    "an execution with its jobs": "seed=tool_execution:7&open=tool_execution:7",
}
"""What is seen → the parameters of the view."""

PRESSED = ".chevron, .caret, .press, .arrow, .runname > path, .focus, .rowbg, .hit, .ground"
"""What one presses, or what only answers to the pointer: no part of a picture in a file, whose ground is its own."""

LOOKS = (Path(__file__).parent / "looks.js").read_text()
ROOM = (3000, 3000)
"""The page draws only what is in view."""


def looks(page: Page, root: str) -> list[str]:
    return page.evaluate(LOOKS, [root, PRESSED])


def page_of(query: str) -> str:
    """The address at which the page shows a view at its full size."""
    begin, *rest = query.split("&")
    kind, _, name = begin.partition("=")
    path = {"history": f"/histories/{name}", "seed": f"/lineage/{name}"}[kind]
    return f"{path}?{'&'.join([*rest, 'at=40,40,1'])}"


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS.keys())
def test_a_file_shows_what_the_page_draws(open_page: OpenPage, explorer: ServeProcess, query: str) -> None:
    with urlopen(f"{explorer.url}/api/export/svg?{query}") as answer:
        drawn = answer.read().decode()
    page = open_page(f"{explorer.url}{page_of(query)}", size=ROOM)
    expect(page.locator(".card.read").first).to_be_attached()
    on_page = looks(page, ".canvas > svg")
    page.goto("about:blank")
    page.set_content(drawn)
    assert sorted(looks(page, "svg")) == sorted(on_page)
    assert len(on_page) > 30
