"""Labels are tidy, short enough for Galaxy, and nothing has the same one twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.extraction.labels import LONGEST, Labels, tidy


def test_the_second_has_a_number() -> None:
    labels = Labels(["taken"])
    assert [labels.give(name) for name in ("reads", "reads", " reads ", "taken")] == [
        "reads",
        "reads (2)",
        "reads (3)",
        "taken (2)",
    ]


def test_whitespace_runs_are_one_blank() -> None:
    assert tidy("  a\n\tb  c ") == "a b c"


@given(st.lists(st.text(max_size=300), max_size=8))
def test_labels_differ_and_are_short(wanted: list[str]) -> None:
    labels = Labels()
    given_out = [labels.give(name) for name in wanted * 2]
    assert len(set(given_out)) == len(given_out)
    assert all(len(label) <= LONGEST for label in given_out)
