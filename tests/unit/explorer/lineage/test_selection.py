"""The selection language: what terms mean, and where an error points."""

from __future__ import annotations

import pytest

from explorer.lineage.selecting import matching
from explorer.lineage.selection import ALL, BadSelection, parse


@pytest.mark.parametrize(
    ("text", "upstream", "value", "downstream"),
    [
        ("42", None, "hda:42", None),
        ("+42", ALL, "hda:42", None),
        ("42+", None, "hda:42", ALL),
        ("+42+", ALL, "hda:42", ALL),
        ("42+2", None, "hda:42", 2),
        ("2+42+1", 2, "hda:42", 1),
        ("+42+1", ALL, "hda:42", 1),
        ("2+42+", 2, "hda:42", ALL),
        ("2+hdca:7", 2, "hdca:7", None),
        ("hdca:7+2", None, "hdca:7", 2),
        ("2+icj:5+1", 2, "icj:5", 1),
    ],
)
def test_hops_around_a_node(text, upstream, value, downstream):
    ((term,),) = parse(text)
    assert (term.kind, term.upstream, term.value, term.downstream) == ("node", upstream, value, downstream)


def test_spaces_unite_and_commas_intersect():
    chains = parse("+42,state:error  tool:align*+1,history:7")
    assert [[(term.kind, term.value) for term in chain] for chain in chains] == [
        [("node", "hda:42"), ("state", "error")],
        [("tool", "align*"), ("history", "7")],
    ]


def test_a_value_in_quotes_may_hold_what_else_has_a_meaning():
    ((term,),) = parse('tool:"*/1.3+galaxy2, a b"+1')
    assert (term.value, term.downstream) == ("*/1.3+galaxy2, a b", 1)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        ("   ", 1),
        ("++42", 1),
        ("hda:1 ++42", 7),
        ("1+2+3+4", 1),
        ("+", 1),
        ("hda:1+x", 7),
        ("x+hda:1+1", 1),
        ("hda:1+\N{SUPERSCRIPT TWO}", 7),
        ("hda:1+9999999999", 7),
        (",42", 1),
        ("42,", 3),
        ("42,,43", 3),
        ("42 nonsense", 4),
        ("42,tool:", 4),
        ('42 tool:"align', 9),
    ],
)
def test_an_error_points_at_the_position(text, position):
    with pytest.raises(BadSelection) as error:
        parse(text)
    assert error.value.position == position
    assert f"position {position} of" in str(error.value)


ALIGN = "toolshed.g2.bx.psu.edu/repos/iuc/align_66/align/1.3+galaxy2"


@pytest.mark.parametrize(
    ("glob", "tool", "fits"),
    [
        ("align*", ALIGN, True),
        ("ALIGN", ALIGN, True),
        ("align*", "align", True),
        ("align*", "realign", False),
        ("align_66", ALIGN, False),
        ("alig?", ALIGN, True),
        ("iuc/*", ALIGN, True),
        ("*/align/1.3*", ALIGN, True),
        ("cat1", "cat10", False),
        ("[a-z]*", "align", False),
    ],
)
def test_a_glob_fits_the_whole_id_or_the_name_in_the_tool_shed(glob, tool, fits):
    assert matching(glob)(tool) is fits
