"""The tutorial (`docs/tutorial/explorer.md`), step by step: what it says can be done, and its pictures are true."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pictures import FOLDER, IMAGES, SIZE, check
from tests.browser.serving import ServeProcess

TUTORIAL = FOLDER.parent / "explorer.md"


def calm(page: Page) -> None:
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".skelbar, .skeleton")).to_have_count(0)
    page.mouse.move(0, 0)


def test_find_where_a_result_comes_from(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url, SIZE)
    page.get_by_role("searchbox", name="Search").fill("heat-induced")
    result = page.get_by_role("link", name="123: Heat-induced genes (padj < 0.05)")
    expect(result).to_be_visible()
    calm(page)
    check(page, "search")
    result.click()
    expect(page.get_by_role("complementary").get_by_text("Made by Filter table")).to_be_visible()
    calm(page)
    check(page, "lineage")


def test_take_the_way_between_two_as_a_workflow(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/9", SIZE)
    page.get_by_role("button", name=re.compile("^6: Isolates 4 to 6")).click()
    page.get_by_role("button", name=re.compile("^Fit")).click()
    page.get_by_role("button", name=re.compile("^28: Assembly report")).click(modifiers=["Shift"])
    page.locator(".slicebar").get_by_role("button", name="Extract").click()
    expect(page.get_by_text("3 inputs, 5 steps, 7 connections")).to_be_visible()
    calm(page)
    check(page, "extraction")


def test_see_what_two_runs_did_differently(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/compare?left=hda:130&right=hda:133", SIZE)
    expect(page.get_by_role("heading", name="4 settings differ")).to_be_visible()
    calm(page)
    check(page, "comparison")


def test_read_the_same_as_a_table(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2?as=table&selected=tool_execution:7", SIZE)
    expect(page.get_by_role("row", name=re.compile("^Align reads"))).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("Ran 6 jobs over")).to_be_visible()
    calm(page)
    check(page, "table")


def test_what_the_readme_shows(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2?selected=tool_execution:7", SIZE)
    expect(page.get_by_text("Ran 6 jobs over")).to_be_visible()
    calm(page)
    check(page, "explorer", IMAGES)


def test_every_picture_is_shown_and_every_shown_one_is_there() -> None:
    shown = set(re.findall(r"\(pictures/([\w-]+)\.png\)", TUTORIAL.read_text()))
    assert shown == {path.stem for path in FOLDER.glob("*.png")}
