"""The checklist of how the page looks and behaves, point by point, at 1440 by 900 with the sample databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from api.auth.identity import Identity
from api.auth.tokens import new_token
from tests.browser import measuring
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import ServeProcess, serving
from tests.browser.test_views import COMPARED, MOST_ELEMENTS, calm, card
from tests.engines.ways import free_port

RNA_SEQ, VARIANTS, PANEL, BACILLUS = ("/histories/2", "/histories/3", "/histories/8", "/histories/9")
ALIGN = "tool_execution:7"
AT_FULL_SIZE = "at=40,60,1"
SMALLEST = 12 - 0.01
"""In px: what is scaled down and up again ends a hair below."""
READABLE = 4.5
ZOOMS = (0.3, 0.62, 1, 2)
LOOK = 'mark => mark.outerHTML.replace(/class="[^"]*"/, \'\')'


class Reader(NamedTuple):
    """Where somebody's page is, and the key that makes it theirs."""

    url: str
    key: str


@pytest.fixture(scope="module")
def mei(local_samples_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The page of mei-tanaka, who is user 4 of the demo."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    key, line = new_token(Identity(4))
    file.write_text(line + "\n")
    with serving(local_samples_url, free_port(), "--auth", "token", "--tokens", str(file)) as server:
        yield Reader(server.url, key)


@pytest.fixture(scope="module")
def other_galaxy(local_samples_url: str) -> Iterator[ServeProcess]:
    """The page on the second sample, the database of a real Galaxy."""
    with serving(local_samples_url, free_port(), "--instance", "main") as server:
        yield server


def opened(open_page: OpenPage, address: str) -> Page:
    page = open_page(address)
    calm(page)
    expect(page.locator(".card").first).to_be_attached()
    return page


def settled(page: Page) -> None:
    """Wait until nothing moves any more."""
    calm(page)
    page.wait_for_timeout(400)
    page.mouse.move(1, 1)


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary")


def test_1_sizes_and_columns(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}?selected={ALIGN}&{AT_FULL_SIZE}")
    masthead, toolbar, side = measuring.boxes(page, ".mast", ".graphbar", ".panel")
    assert (masthead["height"], toolbar["height"], side["width"]) == (40, 48, 416)
    assert measuring.colour(page, ".mast", "backgroundColor") == "rgb(44, 49, 67)"
    drawn = measuring.cards(page)
    assert {box["x"] % 248 for box in drawn.values()} == {0}
    align, alignments = drawn[ALIGN], drawn["hdca:7"]
    assert align["x"] == alignments["x"]
    assert alignments["y"] - align["y"] - 56 == 6
    width = page.locator(f"[data-key='{ALIGN}'] .body").evaluate("body => body.getBBox().width")
    assert width in (199, 200)


@pytest.mark.parametrize("history", [RNA_SEQ, PANEL, BACILLUS])
@pytest.mark.parametrize("zoom", ZOOMS)
def test_2_words_are_large_enough_and_names_keep_their_room(
    open_page: OpenPage, explorer: ServeProcess, history: str, zoom: float
) -> None:
    page = opened(open_page, f"{explorer.url}{history}?at=40,60,{zoom}")
    assert measuring.smallest_text(page) >= SMALLEST
    assert measuring.touching(page) == []


def test_2_without_colours_shapes_icons_and_words_tell_kinds_and_states(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = opened(open_page, f"{explorer.url}{BACILLUS}?{AT_FULL_SIZE}")
    failed = page.locator(".card[data-key='tool_execution:48']")
    expect(failed.locator(".word")).to_have_text("1 error")
    bodies = [page.locator(f".card.{kind} .body").first for kind in ("execution", "dataset", "collection")]
    assert len({body.get_attribute("d") for body in bodies}) == 3
    fine = page.locator(".card.dataset.w-ok .mark").first
    assert failed.locator(".mark").first.evaluate(LOOK) != fine.evaluate(LOOK)


def test_3_a_good_history_is_silent_and_a_failure_is_seen(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}")
    assert (
        page.locator(".card").evaluate_all(
            "cards => cards.filter(c => /b-(error|running|paused)/.test(c.className.baseVal))"
        )
        == []
    )
    grounds = page.locator(".card .body").evaluate_all("all => [...new Set(all.map(e => getComputedStyle(e).fill))]")
    assert set(grounds) <= {"rgb(255, 255, 255)", "rgb(231, 234, 241)"}

    page.goto(f"{explorer.url}{BACILLUS}")
    collection = card(page, re.compile("^10: Contigs of collection 6"))
    expect(collection).to_be_in_viewport()
    assert measuring.colour(page, ".card.b-error .body", "stroke") == "rgb(217, 25, 29)"


@pytest.mark.parametrize("history", [RNA_SEQ, VARIANTS, PANEL, BACILLUS])
def test_4_edges_keep_clear_of_cards(open_page: OpenPage, explorer: ServeProcess, history: str) -> None:
    check_edges(opened(open_page, f"{explorer.url}{history}?{AT_FULL_SIZE}"))


@pytest.mark.parametrize("history", ["/histories/3", "/histories/5", "/histories/44"])
def test_4_edges_keep_clear_of_cards_in_a_real_galaxy(
    open_page: OpenPage, other_galaxy: ServeProcess, history: str
) -> None:
    check_edges(opened(open_page, f"{other_galaxy.url}{history}?{AT_FULL_SIZE}"))


def check_edges(page: Page) -> None:
    """No edge runs under a card; an arrow ends 1 before a card, at its port or at a row of it."""
    assert measuring.under_cards(page) == []
    columns = {box["x"] for box in measuring.cards(page).values()}
    ends = measuring.arrows(page)
    assert ends
    width = max(columns) + 248
    assert all((x + 1) % 248 == min(columns) % 248 for x, _ in ends if x < width)


def test_4_equal_ports_give_straight_lines(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}?{AT_FULL_SIZE}")
    drawn = measuring.cards(page)
    assert drawn["hdca:1"]["y"] == drawn["tool_execution:5"]["y"]
    lines = page.locator(".edge.many").first.get_attribute("d") or ""
    assert f"M200,{drawn['hdca:1']['y'] + 28:g}L" in lines


def test_5_selecting_dims_what_is_beside_the_path_and_leaves_it_readable(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}?selected={ALIGN}&{AT_FULL_SIZE}")
    dimmed = page.locator(".card.is-dim")
    names = {name.split(",")[0] for name in dimmed.evaluate_all("cards => cards.map(c => c.ariaLabel)")}
    assert {"Quality report", "Check sample sheet"} <= names
    on_its_way = {
        "3: Heat stress read pairs",
        "Trim reads",
        "45: Trimmed read pairs",
        "84: Alignments",
        "Sort alignments",
    }
    assert not on_its_way & names
    assert len([name for name in dimmed.all() if "Quality report," in (name.get_attribute("aria-label") or "")]) == 2
    assert min(measuring.contrasts(page, ".card.is-dim")) >= READABLE


@pytest.mark.parametrize("key", [ALIGN, "tool_execution:5", "tool_execution:9"])
def test_6_a_card_agrees_with_its_jobs(open_page: OpenPage, explorer: ServeProcess, key: str) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}?selected={key}&at=-300,60,1")
    shown = page.locator(f"[data-key='{key}']")
    found = re.search(r", (\d+) jobs?, ", f"{shown.get_attribute('aria-label')},")
    assert found
    assert f"\u00d7{found[1]}" in (shown.text_content() or "")
    expect(panel(page).get_by_role("tab", name=f"Jobs {found[1]}")).to_be_visible()
    assert f"{found[1]} ok" in (shown.text_content() or "")
    expect(shown.locator(".bar")).to_have_count(1)


def test_6_opening_and_folding_gives_the_first_picture_to_the_pixel(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}?at=-188,60,1")
    alignments = card(page, re.compile("^84: Alignments, list"))
    alignments.focus()
    before = measuring.drawing(page)
    page.keyboard.press("e")
    expect(page.locator("[data-key='hdca:7'] .row")).to_have_count(6)
    page.keyboard.press("c")
    expect(page.locator(".row")).to_have_count(0)
    expect(alignments).to_be_focused()
    settled(page)
    assert measuring.drawing(page) == before


def test_7_ten_are_found_of_which_three_are_not_loaded(open_page: OpenPage, mei: Reader) -> None:
    page = open_page(f"{mei.url}{RNA_SEQ}", key=mei.key)
    expect(card(page, re.compile("^Align reads"))).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("heat")
    found = page.get_by_role("listbox", name="Found")
    expect(found.get_by_role("option")).to_have_count(10)
    expect(found.get_by_text("not loaded")).to_have_count(3)
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(page.get_by_text("3 of 10", exact=True)).to_be_visible()
    current = page.locator(".card.is-hit")
    expect(current).to_have_attribute("aria-label", re.compile("^116: Gene counts, heat"))
    assert measuring.colour(page, ".card.is-hit .ring", "stroke") == "rgb(255, 214, 2)"


def test_8_parameters_say_what_differs_and_jobs_begin_with_the_failure(
    open_page: OpenPage, explorer: ServeProcess
) -> None:
    page = opened(open_page, f"{explorer.url}{RNA_SEQ}?selected={ALIGN}")
    panel(page).get_by_role("tab", name="Parameters").click()
    first = panel(page).locator("section").first
    expect(first).to_contain_text(re.compile(r"Set differently from the default\s*2 of 4"))
    for row in ("Library Read pairs default: Single reads", "Preset Sensitive default: Balanced"):
        expect(first).to_contain_text(re.compile(row.replace(" ", r"\s*")))

    page.goto(f"{explorer.url}{BACILLUS}")
    card(page, re.compile("^Assemble reads, 3 jobs")).click()
    panel(page).get_by_role("tab", name="Jobs 3").click()
    expect(panel(page).get_by_text("k-mer size 25 is larger than the shortest read (20)")).to_be_in_viewport()
    expect(panel(page).locator(".job.bad")).to_contain_text(re.compile(r"Waited\s*36 s\s*Ran\s*1 min 32 s"))
    expect(panel(page).locator(".ev tbody tr").first).to_contain_text(
        re.compile(r"isolate_04\s*160\s*0\s*26 s\s*2 min 1 s")
    )


def test_9_two_runs_differ_in_four_settings(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{COMPARED}")
    expect(panel(page).get_by_role("heading", name="4 settings differ")).to_be_visible()
    calm(page)
    grounds = page.locator(".card.side .body").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).fill))]"
    )
    assert len(grounds) == 3
    for letter in "AB":
        expect(panel(page).get_by_text(letter, exact=True).first).to_be_visible()


def test_9_losses_are_named_before_the_download(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{BACILLUS}?selected=hdca:18&second=hda:279&side=extract")
    expect(panel(page).get_by_text("What the workflow keeps and loses")).to_be_in_viewport()
    expect(panel(page).get_by_role("button", name="Download .ga")).to_be_in_viewport()
    expect(panel(page).get_by_text("1 of 3 jobs failed")).to_be_visible()


def test_10_dark_has_neither_black_nor_white(open_page: OpenPage, explorer: ServeProcess) -> None:
    page = open_page(f"{explorer.url}{RNA_SEQ}?selected={ALIGN}", dark=True)
    calm(page)
    expect(panel(page).get_by_text("Ran 6 jobs over")).to_be_visible()
    used = measuring.colours(page)
    assert not {"rgb(0, 0, 0)", "rgb(255, 255, 255)"} & used


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=heat",
        RNA_SEQ,
        f"{RNA_SEQ}?as=table",
        f"{BACILLUS}?selected=hdca:18&second=hda:279&side=extract",
        COMPARED,
    ],
)
def test_10_on_a_phone_only_the_canvas_pans_sideways(open_page: OpenPage, explorer: ServeProcess, address: str) -> None:
    page = open_page(f"{explorer.url}{address}", NARROW)
    calm(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]
    assert measuring.smallest_text(page) >= SMALLEST


TARGETS = """
() => [...document.querySelectorAll("button, [role=tab], [data-page], .logo")].flatMap((one) => {
  const { width, height } = one.getBoundingClientRect();
  return width && Math.min(width, height) < 40 ? [`${one.ariaLabel ?? one.textContent} ${width} x ${height}`] : [];
})
"""
"""What a finger could miss: what is smaller than 40 in one direction."""


@pytest.mark.parametrize(
    "address",
    [
        "/",
        f"{RNA_SEQ}?open=hdca:1&at=40,-300,1",
        f"{RNA_SEQ}?open=hdca:1&as=table",
        f"{BACILLUS}?selected=hdca:18&second=hda:279&side=extract",
        f"{COMPARED}&as=table",
    ],
)
def test_10_on_a_phone_a_finger_finds_what_can_be_pressed(
    open_page: OpenPage, explorer: ServeProcess, address: str
) -> None:
    page = open_page(f"{explorer.url}{address}", NARROW)
    calm(page)
    assert page.evaluate(TARGETS) == []


@pytest.mark.parametrize("address", ["/lineage/hda:116?selected=hda:116", COMPARED, f"{COMPARED}&as=table"])
def test_10_at_200_percent_the_toolbar_is_whole(open_page: OpenPage, explorer: ServeProcess, address: str) -> None:
    page = open_page(f"{explorer.url}{address}", (WIDE[0] // 2, WIDE[1] // 2))
    calm(page)
    bar = page.locator(".bar-top > *").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(bar) <= WIDE[0] // 2
    assert page.evaluate("document.documentElement.scrollWidth") == WIDE[0] // 2
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()


@pytest.mark.parametrize("history", range(1, 45, 4))
def test_10_the_histories_of_a_real_galaxy_stay_within_the_budget(
    open_page: OpenPage, other_galaxy: ServeProcess, history: int
) -> None:
    page = open_page(f"{other_galaxy.url}/histories/{history}?{AT_FULL_SIZE}")
    calm(page)
    assert measuring.elements(page) <= MOST_ELEMENTS
