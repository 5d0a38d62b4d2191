"""The pause of the search for cycles ends with the last layout that wanted it."""

from __future__ import annotations

import gc

import pytest

from explorer.layout.pause import without_cycle_search


def test_the_search_goes_on_after_the_last_of_several():
    with without_cycle_search():
        with without_cycle_search():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError), without_cycle_search():
        _ = 1 // 0
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off():
    gc.disable()
    try:
        with without_cycle_search():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
