"""The picture of the demo's RNA-seq history, coordinate by coordinate.

reads ═╦═ Quality report        ╔═ Quality report                     Merge counts ────────────────────┐
       ╚═ Trim reads ═══════════╬═ Align reads ═ Sort ═ Count ═══════╦═ Filter collection ═ DE ─ Filter ─ Summarise
                     genome ────┘             genes ─┘    samples ───┘                       └─ Heatmap ──┘
sheet ─── Check sample sheet
"""

from __future__ import annotations

import pytest

from explorer.layout import Card, Layout, Link, layout

STEPS = [
    (
        "qc",
        "Quality report",
        12,
        ["reads*"],
        [("19", "Quality report on collection 3", 6), ("20", "Quality statistics on collection 3", 6)],
    ),
    ("trim", "Trim reads", 12, ["reads*"], [("45", "Trimmed read pairs", 6)]),
    ("check", "Check sample sheet", None, ["sheet"], [("18", "Checked sample sheet", None)]),
    (
        "qc2",
        "Quality report",
        12,
        ["45*"],
        [("58", "Quality report on collection 45", 6), ("59", "Quality statistics on collection 45", 6)],
    ),
    (
        "align",
        "Align reads",
        6,
        ["45*", "genome"],
        [("84", "Alignments", 6), ("85", "Alignment log on collection 45", 6)],
    ),
    ("sort", "Sort alignments", 6, ["84*"], [("98", "Sorted alignments", 6)]),
    ("count", "Count features", 6, ["98*", "genes"], [("105", "Gene counts", 6)]),
    ("merge", "Merge counts", None, ["105+"], [("112", "Count matrix, 6 samples", None)]),
    (
        "split",
        "Filter collection",
        None,
        ["105+", "samples"],
        [("116", "Gene counts, heat", 3), ("120", "Gene counts, control", 3)],
    ),
    (
        "de",
        "Differential expression",
        None,
        ["116+", "120+"],
        [("121", "Differential expression, heat against control", None), ("122", "Normalised counts", None)],
    ),
    ("filter", "Filter table", None, ["121"], [("123", "Heat-induced genes (padj < 0.05)", None)]),
    ("heatmap", "Plot heatmap", None, ["122"], [("124", "Heatmap of all genes", None)]),
    ("sum", "Summarise", None, ["112", "121", "123", "124"], [("125", "Summary report", None)]),
]
SOURCES = [
    ("genome", "S. cerevisiae genome (R64 excerpt)", None),
    ("genes", "S. cerevisiae genes.gtf", None),
    ("reads", "Heat stress read pairs", 6),
    ("sheet", "Sample sheet", None),
    ("samples", "Heat samples", None),
]


def item(name: str, text: str, count: int | None, order: int) -> Card:
    return Card(name, "dataset" if count is None else "collection", text, count, (order,))


@pytest.fixture(scope="module")
def picture() -> Layout:
    cards = [item(*source, order) for order, source in enumerate(SOURCES)]
    links = []
    for order, (name, text, count, inputs, outputs) in enumerate(STEPS, 10):
        cards.append(Card(name, "execution", text, count, (order,)))
        links += [Link(i.strip("*+"), name, "input", mapped="*" in i, whole="+" in i) for i in inputs]
        cards += [item(*output, order) for output in outputs]
        links += [Link(name, output[0], "output") for output in outputs]
    return layout(cards, links)


@pytest.fixture
def places(picture: Layout) -> dict[str, tuple[int, int]]:
    return {card.ref: (card.column, card.y) for card in picture.cards}


def test_the_main_chain_runs_straight(places):
    chain = ["reads", "trim", "align", "sort", "count", "split", "de", "filter", "sum"]
    assert [places[name] for name in chain] == [(column, 260) for column in range(9)]


def test_reports_stand_above_and_references_below_the_chain(places):
    assert [places[name] for name in ("qc", "qc2", "merge")] == [(1, 0), (2, 0), (5, 110)]
    assert [places[name] for name in ("genome", "genes", "samples")] == [(1, 418), (3, 418), (4, 418)]
    assert places["heatmap"] == (7, 426)


def test_what_is_not_connected_stands_below(places):
    assert [places[name] for name in ("sheet", "check", "18")] == [(0, 522), (1, 522), (1, 584)]


def test_outputs_are_docked(places):
    assert [places[name] for name in ("19", "20")] == [(1, 62), (1, 148)]
    assert [places[name] for name in ("84", "85")] == [(2, 322), (2, 392)]


def test_the_picture_is_as_large_as_its_cards(picture):
    assert (picture.width, picture.height) == (8 * 248 + 200, 522 + 118)


def route(picture: Layout, source: str, target: str):
    return next(r for r in picture.edges if (r.source, r.target) == (source, target))


def test_equal_ports_give_straight_lines(picture):
    assert route(picture, "reads", "trim").points == ((200, 288), (248, 288))
    assert route(picture, "sheet", "check").points == ((200, 550), (248, 550))


def test_vertical_runs_stand_before_the_target(picture):
    assert route(picture, "84", "sort").points == ((696, 350), (716, 350), (716, 288), (744, 288))


def test_an_edge_that_passes_columns_has_a_free_row(picture):
    assert route(picture, "112", "sum").points == ((1440, 200), (1956, 200), (1956, 288), (1984, 288))
    assert [y for _, y in route(picture, "121", "sum").points] == [350, 350, 410, 410, 288, 288]


def test_single_edges_into_one_target_share_the_run(picture):
    runs = {route(picture, source, "sum").points[-2][0] for source in ("112", "121", "123", "124")}
    assert runs == {1984 - 28}


def test_lines_say_how_data_is_read(picture):
    assert route(picture, "reads", "trim").style == ("many",)
    assert route(picture, "105", "merge").style == ("many", "whole")
    assert route(picture, "genome", "align").style == ()
