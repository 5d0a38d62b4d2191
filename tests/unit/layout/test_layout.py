"""Single rules of the layout, each on the smallest graph that shows it."""

from __future__ import annotations

from explorer.layout import Card, Layout, Link, PlacedCard, Spine, layout
from tests.unit.layout.pictures import card


def places(picture: Layout) -> dict[str, PlacedCard]:
    return {c.ref: c for c in picture.cards}


def tool(name: str, order: int = 0, count: int | None = None) -> Card:
    return card(name, "execution", count, order)


def test_nothing_gives_an_empty_picture():
    assert layout([], []) == Layout(0, 0, (), (), ())


def test_one_card_stands_in_the_corner():
    picture = layout([card("a")], [])
    assert picture.cards == (PlacedCard("a", 0, 0, 200, 56, ("a",), 0, 0),)
    assert (picture.width, picture.height) == (200, 56)


def test_a_tab_has_room_above_its_card():
    picture = layout([card("a", tab=True)], [])
    assert (picture.cards[0].y, picture.height) == (20, 76)


def test_a_tab_has_room_between_execution_and_output():
    picture = layout([tool("t"), card("a", tab=True)], [Link("t", "a", "output")])
    assert places(picture)["a"].y == 56 + 6 + 20


def test_an_input_stands_one_column_before_its_first_use():
    cards = [card("a"), tool("t1", 1), card("b", order=2), tool("t2", 3), card("reference", order=-1)]
    links = [
        Link("a", "t1", "input"),
        Link("t1", "b", "output"),
        Link("b", "t2", "input"),
        Link("reference", "t2", "input"),
    ]
    found = places(layout(cards, links))
    assert [found[name].column for name in ("a", "t1", "b", "t2", "reference")] == [0, 1, 1, 2, 1]


def test_a_copy_stands_behind_its_source_and_leaves_it_below_the_port():
    cards = [tool("t"), card("a", order=1), card("copy", order=2)]
    picture = layout(cards, [Link("t", "a", "output"), Link("a", "copy", "copy")])
    assert places(picture)["copy"].column == 1
    assert picture.edges[0].points[0] == (200, 62 + 28 + 12)
    assert picture.edges[0].style == ("copy",)


def test_an_output_of_two_executions_hangs_below_the_older_one():
    cards = [tool("t1"), tool("t2", 1), card("a", order=2)]
    picture = layout(cards, [Link("t2", "a", "output"), Link("t1", "a", "output")])
    assert picture.spines == (Spine("t1", "a"),)
    assert [(route.source, route.target) for route in picture.edges] == [("t2", "a")]


def test_two_inputs_with_one_file_are_one_line():
    links = [Link("a", "t", "input", evidence=True), Link("a", "t", "input")]
    picture = layout([card("a"), tool("t", 1)], links)
    assert [route.style for route in picture.edges] == [()]


def test_job_records_alone_are_dotted():
    picture = layout([card("a"), tool("t", 1)], [Link("a", "t", "input", evidence=True)])
    assert picture.edges[0].style == ("evidence",)


def test_links_to_cards_that_are_not_there_are_left_out():
    picture = layout([card("a")], [Link("a", "gone", "input"), Link("gone", "a", "output"), Link("x", "y", "copy")])
    assert picture.edges == ()


def test_a_cycle_turns_back_below_the_picture():
    cards = [tool("t1"), card("a", order=1), tool("t2", 2), card("b", order=3)]
    links = [Link("t1", "a", "output"), Link("a", "t2", "input"), Link("t2", "b", "output"), Link("b", "t1", "input")]
    picture = layout(cards, links)
    found = places(picture)
    assert (found["t1"].column, found["t2"].column) == (1, 2)
    back = next(route for route in picture.edges if route.source == "b")
    assert max(y for _, y in back.points) == max(c.y + c.height for c in picture.cards) + 16
    assert picture.height == max(y for _, y in back.points)


def test_an_execution_that_reads_its_own_output_is_drawn():
    picture = layout([tool("t"), card("a", order=1)], [Link("t", "a", "output"), Link("a", "t", "input")])
    assert len(picture.edges[0].points) == 6


def test_many_cycles_take_no_time():
    cards = [tool(str(n), n) for n in range(0, 2000, 2)] + [card(str(n), order=n) for n in range(1, 2000, 2)]
    links = [Link(str(n), str(n + 1), "output") for n in range(0, 2000, 2)]
    links += [Link(str(n + 1), str((n + 2) % 2000), "input") for n in range(0, 2000, 2)]
    links += [Link(str(n + 3), str(n), "input") for n in range(0, 1996, 2)]
    assert len(layout(cards, links).cards) == 2000


def test_a_small_flow_begins_at_the_left_below_a_larger_one():
    uploads = [card(name) for name in ("a", "a2", "a3", "a4", "a5")]
    large = [*uploads, tool("t1", 1), card("b", order=2), tool("t2", 3), card("c", order=4), tool("t3", 5)]
    way = [*(Link(c.id, "t1", "input") for c in uploads), Link("b", "t2", "input"), Link("c", "t3", "input")]
    results = [card(name, order=6) for name in ("r", "r2", "r3")]
    made = [Link("t1", "b", "output"), Link("t2", "c", "output"), *(Link("t3", c.id, "output") for c in results)]
    small = [card("x", order=7), tool("u", 8)]
    found = places(layout([*large, *results, *small], [*way, *made, Link("x", "u", "input")]))
    assert [found[name].column for name in ("a", "x", "t1", "u")] == [0, 0, 1, 1]
    assert found["x"].y > found["a"].y


def test_small_parts_fill_rows_instead_of_one_tall_column():
    picture = layout([card(f"upload {n}", order=n) for n in range(60)], [])
    assert picture.width > picture.height > 300


def test_files_that_all_go_to_the_same_tools_share_one_run():
    files = [card(f"f{n}", order=n) for n in range(6)]
    links = [Link(c.id, target, "input") for c in files for target in ("t1", "t2")]
    picture = layout([*files, tool("t1", 7), tool("t2", 8)], links)
    bends = {point[0] for route in picture.edges for point in route.points[1:-1]}
    assert bends == {248 - 28}
