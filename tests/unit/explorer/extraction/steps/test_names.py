"""Which names people gave to results, and which are those that the tool gave."""

import pytest

from explorer.extraction.steps.names import name_by_hand
from explorer.tools.forms import Form

FORM = Form(
    name="Trim",
    version="1",
    description=None,
    fields=(),
    outputs={"out": "Trimmed (${on_string}) of $kind.label", "plain": None, "sly": "#if $x# A #else# B #end if#"},
)


@pytest.mark.parametrize(
    ("name", "output", "expected"),
    [
        ("Trimmed (dataset 1 and 2) of reads", "out", None),
        ("Well A1", "out", "Well A1"),
        ("Trimmed", "out", "Trimmed"),
        ("Trim on dataset 4", "plain", None),
        ("Trim", "plain", None),
        ("My reads", "plain", "My reads"),
        ("anything", "sly", None),
        ("anything", "unknown", None),
        ("with #{input}", "out", None),
        (None, "out", None),
    ],
)
def test_a_name_is_by_hand_when_the_label_of_the_output_does_not_give_it(name, output, expected):
    assert name_by_hand(name, FORM, output) == expected


def test_without_a_form_nobody_can_tell():
    assert name_by_hand("Well A1", None, "out") is None
