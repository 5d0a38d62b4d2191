"""Two questions at the same time."""

from __future__ import annotations

from threading import Barrier

import pytest

from cypher.errors import TookTooLong
from cypher.patience import seconds_left, within
from explorer.reading import together


def test_both_are_asked_at_the_same_time() -> None:
    both = Barrier(2, timeout=10)
    assert sorted(together(both.wait, both.wait)) == [0, 1]


def test_both_have_the_same_time_left() -> None:
    with within(0), pytest.raises(TookTooLong):
        together(seconds_left, lambda: None)


def test_what_fails_is_told_when_the_other_has_ended() -> None:
    done: list[bool] = []
    with pytest.raises(ZeroDivisionError):
        together(lambda: done.append(True), lambda: 1 // 0)
    assert done == [True]
