"""The canvas: what opens and folds, what is chosen, what the address says, and all of it by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.serving import ServeProcess

GENE_COUNTS = "/lineage/hdca:10"
MOST_ELEMENTS = 600
PLACES = """() => Object.fromEntries([...document.querySelectorAll('.card')].map(card => {
  const box = card.querySelector('.body').getBoundingClientRect();
  return [card.dataset.key, [Math.round(box.x), Math.round(box.y), Math.round(box.width), Math.round(box.height)]];
}))"""


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def chevron(page: Page, key: str, way: str) -> Locator:
    return page.locator(f"[data-chevron='{key} {way}']")


def settled(page: Page) -> str:
    """Wait until the address says where the picture stands, and return it."""
    expect(page).to_have_url(re.compile(r"[?&]at="))
    page.wait_for_timeout(400)
    return page.url


def places(page: Page) -> dict[str, list[int]]:
    found: dict[str, list[int]] = page.evaluate(PLACES)
    return found


def same_places(page: Page, expected: dict[str, list[int]]) -> None:
    page.wait_for_function(f"expected => JSON.stringify(({PLACES})()) === expected", arg=_json(expected))


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def test_a_lineage_begins_small_and_grows_hop_by_hop(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(explorer.url + GENE_COUNTS)
    expect(card(page, "Count features")).to_be_visible()
    expect(card(page, "Merge counts")).to_be_visible()
    expect(card(page, "2: S. cerevisiae genes.gtf, used by 6 jobs")).to_be_visible()
    expect(card(page, "Sort alignments")).to_have_count(0)
    settled(page)
    before = places(page)

    chevron(page, "hdca:9", "up").click()
    expect(card(page, "Sort alignments")).to_be_visible()
    page.wait_for_timeout(100)
    assert places(page)["hdca:9"] == before["hdca:9"]
    keep(page, "lineage")

    chevron(page, "hdca:9", "up").click()
    expect(card(page, "Sort alignments")).to_have_count(0)
    same_places(page, before)


def test_a_lineage_says_how_much_of_it_is_shown_until_it_is_all(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url + GENE_COUNTS)
    count = page.locator(".graphbar .count")
    further = page.get_by_role("button", name=re.compile(r"^Load \d+ more$"))
    shown, total = told(count)
    assert shown < total
    while "shown" in (said := count.inner_text()):
        further.click()
        expect(count).not_to_have_text(said)
        if "shown" in count.inner_text():
            before, (shown, still) = shown, told(count)
            assert (shown > before, still) == (True, total)
    expect(further).to_have_count(0)
    expect(count).to_have_text(re.compile(r"^\d+ items · \d+ executions$"))


def told(count: Locator) -> tuple[int, int]:
    """Return what "14 of 41 shown" says."""
    expect(count).to_have_text(re.compile(r"^\d+ of \d+ shown$"))
    shown, total = re.findall(r"\d+", count.inner_text())
    return int(shown), int(total)


def test_a_link_of_the_panel_takes_the_keyboard_to_its_card(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    card(page, "105: Gene counts").click()
    source = page.get_by_role("complementary").get_by_role("link", name="3: Heat stress read pairs")
    source.press("Enter")
    expect(card(page, "3: Heat stress read pairs")).to_be_focused()
    expect(card(page, "3: Heat stress read pairs")).to_have_attribute("aria-pressed", "true")


def test_the_table_says_what_executions_took_and_turns_the_pages_of_a_collection(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = open_page(f"{explorer.url}/histories/2?as=table")
    made = page.get_by_role("columnheader", name="Made")
    expect(made).to_have_attribute("aria-sort", "ascending")
    expect(made.locator(".icon")).to_have_count(1)
    expect(page.get_by_role("row", name=re.compile("^Align reads"))).to_contain_text("3 min 47 s")
    page.get_by_role("row", name=re.compile("^45: Trimmed read pairs")).focus()
    page.keyboard.press("ArrowRight")
    pages = page.get_by_role("row", name=re.compile("^1.8 of 12"))
    expect(pages).to_be_visible()
    pages.get_by_role("button", name="Rows after").click()
    expect(page).to_have_url(re.compile(r"open=hdca:\d+\.1"))
    expect(page.get_by_role("row", name="heat_3 / reverse")).to_be_visible()
    assert violations(page) == []


def test_collections_and_map_overs_open_in_place_and_fold_to_the_pixel(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(f"{explorer.url}/histories/2?at=-188,60,1")
    expect(card(page, "84: Alignments, list")).to_be_visible()
    before = places(page)

    def caret(key: str) -> None:
        page.locator(f"[data-key='{key}'] .caret").click(force=True)

    caret("hdca:7")
    expect(page.locator("[data-key='hdca:7'] .row")).to_have_count(6)
    caret("tool_execution:7")
    expect(page.locator("[data-key='tool_execution:7'] .row")).to_have_count(6)
    expect(page).to_have_url(re.compile("open=hdca:7&open=tool_execution:7"))
    page.locator("[data-key='hdca:7'] .row", has_text="heat_1").click()
    lit = page.locator(".row.lit")
    expect(lit).to_have_count(2)
    expect(page.get_by_role("complementary").get_by_role("heading", name="Alignments on dataset 1")).to_be_visible()
    keep(page, "unfolded")
    page.get_by_role("button", name="Close").first.click()

    caret("tool_execution:7")
    expect(page.locator("[data-key='tool_execution:7'] .row")).to_have_count(0)
    caret("hdca:7")
    expect(page.locator(".row")).to_have_count(0)
    assert {key: box[2:] for key, box in places(page).items() if key in before} == {
        key: box[2:] for key, box in before.items() if key in places(page)
    }


@pytest.mark.parametrize("key", ["hdca:7", "hdca:4", "tool_execution:7"])
def test_opening_and_folding_gives_the_first_picture_and_the_touched_card_stands_still(
    open_page: OpenPage, explorer: ServeProcess, key: str
) -> None:
    page = open_page(f"{explorer.url}/histories/2?at=-188,60,1")
    touched = page.locator(f"[data-key='{key}']")
    expect(touched).to_be_visible()
    before = places(page)
    touched.locator(".caret").click(force=True)
    expect(touched.locator(".row").first).to_be_visible()
    assert places(page)[key][:2] == before[key][:2]
    touched.locator(".caret").click(force=True)
    expect(touched.locator(".row")).to_have_count(0)
    same_places(page, before)


def test_rows_come_eight_at_a_time(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2?open=hdca:4&at=-188,60,1")
    rows = page.locator("[data-key='hdca:4'] .row")
    expect(rows).to_have_count(8)
    expect(page.get_by_text(re.compile("^1.8 of 12$"))).to_be_visible()
    page.locator("[data-page='hdca:4 1']").click()
    expect(rows).to_have_count(4)
    expect(page).to_have_url(re.compile(r"open=hdca:4\.1"))
    page.go_back()
    expect(rows).to_have_count(8)


@pytest.mark.parametrize(
    "address",
    [
        "/lineage/hdca:10?hop=hdca:9.up&open=hdca:10&at=120,80,1",
        "/histories/2?selected=tool_execution:7&at=-100,20,0.8",
        "/histories/8?fold=workflow_invocation:2&at=40,100,1",
    ],
)
def test_a_copied_address_gives_the_same_picture(open_page: OpenPage, explorer: ServeProcess, address: str) -> None:
    one = open_page(explorer.url + address)
    expect(one.locator(".card").first).to_be_attached()
    copied = settled(one)
    other = open_page(copied)
    expect(other.locator(".card").first).to_be_attached()
    same_places(other, places(one))
    assert settled(other) == copied


def test_back_and_forward_go_through_what_was_opened(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url + GENE_COUNTS)
    expect(card(page, "Merge counts")).to_be_visible()
    settled(page)
    before = places(page)
    chevron(page, "hdca:9", "up").click()
    expect(card(page, "Sort alignments")).to_be_visible()
    settled(page)
    opened = places(page)
    page.go_back()
    expect(card(page, "Sort alignments")).to_have_count(0)
    same_places(page, before)
    page.go_forward()
    expect(card(page, "Sort alignments")).to_be_visible()
    same_places(page, opened)


def test_two_chosen_show_the_way_between_and_nothing_else_if_one_wishes(
    open_page: OpenPage, explorer: ServeProcess, keep: Callable[[Page, str], Path]
) -> None:
    page = open_page(f"{explorer.url}/histories/9")
    card(page, "6: Isolates 4 to 6").click()
    card(page, "28: Assembly report").click(modifiers=["Shift"])
    bar = page.get_by_text("6: Isolates 4 to 6 to 28: Assembly report")
    expect(bar).to_be_visible()
    expect(page.get_by_text("7 of 23 on the way")).to_be_visible()
    fed_from_outside = 2
    expect(page.locator(".card:not(.is-dim)")).to_have_count(7 + fed_from_outside)
    keep(page, "slice")
    page.get_by_role("button", name="Show only these").click()
    expect(page.locator(".card")).to_have_count(7)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".card")).to_have_count(23)
    page.keyboard.press("Escape")


def test_a_run_of_a_workflow_folds_to_one_card_and_opens_again(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/8?at=40,100,1")
    expect(card(page, "trim_reads").first).to_be_visible()
    before = places(page)
    page.locator("[data-run='workflow_invocation:2']").click()
    folded = card(page, "Align and sort, 3 steps")
    expect(folded).to_be_visible()
    folded.locator(".caret").click(force=True)
    expect(folded).to_have_count(0)
    page.keyboard.press("Escape")
    assert {key: box[2:] for key, box in places(page).items() if key in before}


def test_filters_count_and_leave_out(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/12")
    expect(page.get_by_text("13 items · 9 executions")).to_be_visible()
    deleted = page.get_by_role("button", name="Deleted 4")
    expect(deleted).to_have_attribute("aria-pressed", "false")
    deleted.click()
    expect(page.get_by_text("17 items")).to_be_visible()
    expect(page).to_have_url(re.compile("hide=(&|$)"))
    page.get_by_role("button", name="State").click()
    page.get_by_role("checkbox", name="ok").check()
    page.get_by_role("button", name="Tool").click()
    page.get_by_role("checkbox", name="Summarise").check()
    expect(page).to_have_url(re.compile("tool=.*state=ok"))
    page.goto(f"{explorer.url}/histories/12?state=running")
    expect(page.get_by_text(re.compile(r"All \d+ cards are filtered out"))).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_text("13 items · 9 executions")).to_be_visible()


def test_everything_by_keyboard(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(explorer.url + GENE_COUNTS)
    seed = card(page, "105: Gene counts")
    expect(seed).to_be_visible()
    page.locator(".card[tabindex='0']").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    seed.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(card(page, "Count features")).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    sources = card(page, "98: Sorted alignments").or_(card(page, "2: S. cerevisiae genes.gtf"))
    expect(sources.and_(page.locator(":focus"))).to_have_count(1)
    card(page, "98: Sorted alignments").focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(card(page, "Sort alignments")).to_be_focused()

    seed.focus()
    page.keyboard.press("e")
    expect(page.locator("[data-key='hdca:10'] .row")).to_have_count(6)
    page.keyboard.press("c")
    expect(page.locator(".row")).to_have_count(0)
    page.keyboard.press("Space")
    expect(seed).to_have_attribute("aria-pressed", "true")
    card(page, "112: Count matrix").focus()
    page.keyboard.press("Space")
    expect(page.locator(".slicebar")).to_contain_text("on the way")
    page.keyboard.press("Escape")
    expect(page.locator(".slicebar")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".is-dim")).to_have_count(0)


def test_a_double_click_makes_the_lineage_of_a_card(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}/histories/2")
    card(page, "105: Gene counts").dblclick()
    expect(page).to_have_url(re.compile("/lineage/hdca:10"))
    expect(page.get_by_role("heading", name="105: Gene counts")).to_be_visible()
    page.get_by_role("link", name="RNA-seq: heat stress in yeast").click()
    expect(page.get_by_text("23 items · 13 executions")).to_be_visible()


@pytest.mark.parametrize("instance", ["main"])
def test_the_other_real_database_is_drawn_too(open_page: OpenPage, explorer: ServeProcess, instance: str) -> None:
    """It is another Galaxy in the same graph: its answers are what the page of its own server would get."""
    page = open_page(explorer.url)
    histories = page.evaluate(f"fetch('/api/histories?instance={instance}').then(r => r.json())")
    most = max(histories, key=lambda each: each["counts"]["executions"])
    view = page.evaluate(f"fetch('/api/view?history={most['id']}&instance={instance}').then(r => r.json())")
    assert len(view["layout"]["cards"]) == len(view["nodes"]) > 0


@pytest.mark.parametrize(
    ("address", "size", "dark"),
    [
        (f"{GENE_COUNTS}?open=hdca:10&hop=hdca:9.up", (1440, 900), True),
        (f"{GENE_COUNTS}?selected=hdca:10", NARROW, False),
        ("/histories/2?open=hdca:4&open=tool_execution:7&open=hdca:7&selected=hda:85&at=-188,60,1", (1440, 900), False),
        ("/histories/2?at=-188,60,1", (720, 450), False),
        ("/histories/4", (1440, 900), False),
    ],
)
def test_the_document_stays_small(
    open_page: OpenPage, explorer: ServeProcess, address: str, size: tuple[int, int], *, dark: bool
) -> None:
    page = open_page(explorer.url + address, size, dark=dark)
    expect(page.locator(".card").first).to_be_attached()
    settled(page)
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
