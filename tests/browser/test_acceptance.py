"""Somebody who has never seen the page, and knows no address: three questions, each answered in a few clicks."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.serving import ServeProcess

UPLOADS = {
    "3: Heat stress read pairs": "list:paired · uploaded",
    "17: Heat samples": "txt · uploaded",
    "2: S. cerevisiae genes.gtf": "gtf · uploaded · in Reference data for the teaching group",
}
"""What the headline result of the demo was made from (`galaxy-demo.scenarios.json`, "its original uploads")."""


class Person:
    """Somebody at the page, who sees words, presses what is named, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, role: str, name: str | re.Pattern[str]) -> None:
        """Press what has this name."""
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def find_the_headline_result(self) -> None:
        """Type a word of its name, and press what was found."""
        self.page.get_by_role("searchbox").fill("heat-induced")
        self.press("link", "123: Heat-induced genes (padj < 0.05)")
        expect(self.page.get_by_role("complementary").get_by_text("Made by Filter table")).to_be_visible()


@pytest.fixture
def person(open_page: OpenPage, explorer: ServeProcess) -> Person:
    """Somebody on the start page."""
    return Person(open_page(explorer.url))


def test_which_uploads_a_result_comes_from(person: Person) -> None:
    person.find_the_headline_result()
    origins = person.page.locator(".sec", has_text="Comes from")
    for title, note in UPLOADS.items():
        row = origins.locator(".items > div", has_text=title)
        expect(row).to_be_in_viewport()
        expect(row).to_contain_text(note)
    expect(origins.locator(".items > div")).to_have_count(len(UPLOADS) + 1)
    expect(origins).to_contain_text("made by Fetch reference genome, without inputs")
    assert person.clicks == 1

    person.press("link", "3: Heat stress read pairs")
    expect(person.page.get_by_role("complementary").get_by_text("Uploaded.")).to_be_visible()


def test_with_which_parameters_two_runs_differ(person: Person) -> None:
    person.press("link", "Variant calling: isolate KB-17")
    person.press("button", re.compile("^12: Variants in genes, first run"))
    person.press("button", "Compare")
    person.press("link", "15: Variants in genes, second run")
    panel = person.page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name="4 settings differ")).to_be_visible()
    for row in ("Version 1.3.0 1.4.0", "Least depth 2 default: 3 6", "Bases around a gene that belong to it 100"):
        expect(panel.get_by_role("row", name=row)).to_be_in_viewport()
    assert person.clicks == 4


def test_the_workflow_behind_a_result(person: Person) -> None:
    person.find_the_headline_result()
    person.press("button", "Extract workflow")
    panel = person.page.get_by_role("complementary", name="Extract workflow")
    expect(panel.get_by_text("3 inputs, 8 steps")).to_be_visible()
    with person.page.expect_download() as download:
        person.press("button", "Download .ga")
    workflow = json.loads(download.value.path().read_text())
    assert [step["type"] for step in workflow["steps"].values()].count("tool") == 8
    assert person.clicks == 3
