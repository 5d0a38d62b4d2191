"""`--follow` with and without a value."""

from __future__ import annotations

import pytest

from api.commands.valued import _completed

LINES = [
    ("--follow", "--follow 60"),
    ("--follow 5", "--follow 5"),
    ("--follow=5", "--follow=5"),
    ("--follow -5", "--follow -5"),
    ("--follow --json", "--follow 60 --json"),
    ("--json --follow", "--json --follow 60"),
    ("--follow often", "--follow often"),
    ("--galaxy x", "--galaxy x"),
    ("", ""),
]


@pytest.mark.parametrize(("given", "meant"), LINES)
def test_a_value_that_was_left_out(given, meant):
    assert list(_completed(given.split())) == meant.split()
