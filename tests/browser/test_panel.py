"""What the panel tells beyond the first sentence: element by element, whether records agree, how far back it looked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import ServeProcess
from tests.browser.test_views import MOST_ELEMENTS

ASSEMBLY = "/histories/9?selected=tool_execution:48&tab=Inputs/outputs"
ALIGN = "/histories/2?selected=tool_execution:7&tab=Evidence"


def section(page: Page, heading: str) -> Locator:
    return page.locator(".sec", has=page.get_by_role("heading", name=heading))


def test_each_element_has_a_row_with_what_its_job_took_and_made(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{ASSEMBLY}")
    rows = section(page, "Element by element").get_by_role("row")
    expect(rows).to_have_count(4)
    for row in ("isolate_04 7 12, 13 ok", "isolate_05 8 14, 15 error", "isolate_06 9 16, 17 ok"):
        expect(rows.filter(has=page.get_by_role("rowheader", name=row.split()[0]))).to_have_text(
            re.compile(row.replace(" ", r"\s*"))
        )
    rows.get_by_role("link", name="14", exact=True).click()
    expect(page.get_by_role("complementary", name=re.compile("^Contigs of dataset"))).to_be_visible()


def test_an_element_is_followed_by_its_own_jobs(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{ASSEMBLY}")
    section(page, "Element by element").get_by_role("link", name="14", exact=True).click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_text("Element of")).to_be_visible()
    steps = section(page, "This element, step by step")
    expect(steps.locator(".items > div")).to_have_count(2)
    expect(steps.locator(".items > div").first).to_contain_text("uploaded")
    expect(steps.locator(".items > div").last).to_contain_text("job 161")


def test_jobs_agree_with_the_request(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{ALIGN}")
    panel = page.get_by_role("complementary")
    expect(panel.get_by_text("The 6 jobs agree with it.")).to_be_visible()
    rows = section(page, "Which record says so").get_by_role("row")
    for claim in ("Read pair is 45", "Reference genome is 1", "Made 84", "Made 85", "Tool is align_reads 3.2.1"):
        expect(rows.filter(has_text=claim)).to_contain_text("6 of 6 jobs")


def test_where_a_result_comes_from_is_asked_for_in_measure(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/lineage/" in request.url else None)
    page.get_by_role("searchbox").fill("heat-induced")
    page.get_by_role("link", name="123: Heat-induced genes (padj < 0.05)").click()
    expect(section(page, "Comes from").locator(".items > div")).to_have_count(4)
    assert [re.findall(r"limit=(\d+)", url) for url in asked] == [["200"]]
    expect(page.get_by_role("button", name="Look farther back")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("address", [ASSEMBLY, ALIGN], ids=["elements", "evidence"])
def test_everybody_can_use_it(
    open_page: OpenPage, explorer: ServeProcess, address: str, size: tuple[int, int], theme: str
) -> None:
    page = open_page(f"{explorer.url}{address}", size, dark=theme == "dark")
    expect(page.locator(".ev .pill").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
