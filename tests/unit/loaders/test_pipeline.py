"""Reading ahead: in order, bounded, and what goes wrong is raised where it belongs."""

from __future__ import annotations

from threading import get_ident

import pytest

from loaders.pipeline import prefetched


@pytest.mark.parametrize("ahead", [1, 2, 10])
def test_all_items_in_their_order(ahead):
    assert list(prefetched(iter(range(20)), ahead)) == list(range(20))


def test_no_more_is_made_than_is_asked_for():
    made: list[int] = []

    def make():
        for number in range(100):
            made.append(number)
            yield number

    items = prefetched(make(), 2)
    next(items)
    items.close()
    assert len(made) <= 4


def test_an_error_comes_after_the_items_before_it():
    def make():
        yield 1
        raise ValueError("two")

    items = prefetched(make(), 3)
    assert next(items) == 1
    with pytest.raises(ValueError, match="two"):
        next(items)


def test_all_are_made_in_one_other_thread():
    threads = set(prefetched((get_ident() for _ in range(5)), 2))
    assert len(threads) == 1
    assert get_ident() not in threads
