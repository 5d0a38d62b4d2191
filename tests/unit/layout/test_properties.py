"""What holds of every picture, whatever is in it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.layout import layout
from tests.bench.histories import SHAPES
from tests.unit.layout.pictures import check_cards, check_routes, covered, graphs

EXAMPLES = 60


@given(graphs())
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_two_cards_overlap_and_columns_are_multiples_of_the_pitch(graph):
    check_cards(layout(*graph), graph[0])


@given(graphs())
@settings(max_examples=EXAMPLES, deadline=None)
def test_edges_run_from_port_to_port_and_never_under_a_card(graph):
    check_routes(layout(*graph), graph[0])


@given(graphs())
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_target_stands_right_of_its_source(graph):
    picture = layout(*graph)
    column = {card.ref: card.column for card in picture.cards}
    assert all(column[route.source] < column[route.target] for route in picture.edges)


@given(graphs())
@settings(max_examples=EXAMPLES, deadline=None)
def test_lines_that_lie_on_each_other_say_nothing_wrong(graph):
    assert not covered(layout(*graph))


@given(graphs(cycles=True))
@settings(max_examples=EXAMPLES, deadline=None)
def test_cycles_are_drawn_as_well(graph):
    picture = layout(*graph)
    check_cards(picture, graph[0])
    check_routes(picture, graph[0])


@given(graphs(cycles=True), st.integers())
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_same_in_another_order_gives_the_same_picture(graph, seed):
    cards, links = list(graph[0]), list(graph[1])
    Random(seed).shuffle(cards)
    Random(seed).shuffle(links)
    assert layout(cards, links) == layout(*graph)


@given(graphs())
@settings(max_examples=EXAMPLES, deadline=None)
def test_outputs_hang_below_their_execution(graph):
    picture = layout(*graph)
    placed = {card.ref: card for card in picture.cards}
    for execution, output in ((s.source, s.target) for s in picture.spines):
        assert placed[execution].x == placed[output].x
        assert placed[execution].block == placed[output].block
        assert placed[execution].y < placed[output].y


def test_large_histories_hold_as_well():
    for shape in SHAPES.values():
        cards, links = shape(200)
        picture = layout(cards, links)
        check_cards(picture, cards)
        check_routes(picture, cards)
