"""Which ids were read: nothing is forgotten, and what was read is not asked for again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.positions import END, EVERYTHING, OVERLAP, Position, Range
from loaders.scope import Scope


def test_what_is_above_the_highest_id_is_still_to_come():
    position = Position().after(Range(EVERYTHING.low, END), [1, 2, 5], 5)
    assert position.upto == 6
    assert [id_ in position for id_ in (1, 2, 5, 6)] == [True, True, True, False]
    assert position.unread == [Range(6, END)]


def test_a_gap_near_the_highest_id_is_asked_for_again_until_it_is_filled():
    position = Position([Range(1, END)]).after(Range(1, END), [1, 2, 5], 5)
    assert position.gaps == [Range(3, 4)]
    assert position.without([3]).gaps == [Range(4, 4)]
    assert 3 in position.without([3])


def test_old_gaps_are_forgotten():
    position = Position([Range(1, END)]).after(Range(1, END), [1, 3], 3)
    later = position.after(Range(4, END), [OVERLAP + 10], OVERLAP + 10)
    assert Range(2, 2) in position.gaps
    assert Range(2, 2) not in later.gaps


def test_several_loaders_have_read_what_each_of_them_has_read():
    low = Position().after(Range(EVERYTHING.low, 99), range(1, 100), 150)
    high = Position().after(Range(100, END), range(100, 151), 150)
    both = low.meet(high)
    assert both.unread == [Range(151, END)]
    assert all(id_ in both for id_ in range(1, 151))


@pytest.mark.parametrize("position", [Position(), Position([Range(7, END)], [Range(2, 3)], known=9)])
def test_a_position_survives_as_json(position):
    assert Position.of_json(position.to_json()).to_json() == position.to_json()


def test_nothing_was_read_yet():
    assert Position().is_new
    assert not Position().after(Range(EVERYTHING.low, END), [], 0).is_new


@given(
    committed=st.lists(st.sets(st.integers(1, 60)), min_size=1, max_size=6),
    size=st.integers(1, 9),
    bounds=st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted),
)
def test_every_row_is_read_exactly_once_whatever_the_order_of_commits(committed, size, bounds):
    """Each round commits some ids, in any order; pages of `size` rows, two loaders first, then all."""
    there: set[int] = set()
    read: list[int] = []
    position = Position()
    for number, ids in enumerate(committed):
        there |= ids
        highest = max(there, default=0)
        scope = Scope(Range(*bounds)) if number == 0 else Scope()
        filled = sorted(id_ for id_ in there for gap in position.gaps if gap.low <= id_ <= gap.high)
        read += filled
        position = position.without(filled)
        for unread in scope.cut(position.unread):
            low = unread.low
            while low <= unread.high:
                rows = sorted(id_ for id_ in there if low <= id_ <= unread.high)[:size]
                high = unread.high if len(rows) < size else rows[-1]
                read += rows
                position = position.after(Range(low, high), rows, highest)
                low = high + 1
    if len(committed) > 1:
        assert sorted(read) == sorted(there)
    assert len(read) == len(set(read))
