"""Names wrap as the reference drawing wraps them: the lines below are what its `wrap` gives."""

# ruff: noqa: RUF001 - the signs of Galaxy's names are meant

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.layout.text import em, name_lines, wrap

REFERENCE = [
    (("Adapter trimming trials", 176, 13, 2, ""), ("Adapter trimming trials",)),
    (("Adapter trimming trials", 165, 13, 2, " ×6"), ("Adapter trimming", "trials ×6")),
    (("Alignment log on collection 18", 157, 13, 2, " ×96"), ("Alignment log on", "collection 18 ×96")),
    (("Alignment log on collection 18", 160, 12, 1, ""), ("Alignment log on colle… 18",)),
    (("Alignment log on dataset 1", 176, 13, 2, ""), ("Alignment log on dataset 1",)),
    (("Assembly report", 157, 13, 2, " ×96"), ("Assembly report ×96",)),
    (
        ("Differential expression, heat against control", 157, 13, 2, " ×96"),
        ("Differential expression,", "heat agai… control ×96"),
    ),
    (("MultiQC < heat, … < – éü collection", 168, 13, 2, ""), ("MultiQC < heat, …", "< – éü collection")),
    (
        ("data … heat, … x … on SRR1039508_1.fastq.gz", 165, 13, 2, " ×6"),
        ("data … heat, … x … on", "SRR1039508_1.fas… ×6"),
    ),
    (
        ("0.05) – mother's … collection on heat, — collection", 176, 13, 2, ""),
        ("0.05) – mother's …", "collection on… collection"),
    ),
    (
        ("x mother's (padj collection data Alignments — data Wm@%", 157, 13, 2, " ×96"),
        ("x mother's (padj", "collection… Wm@% ×96"),
    ),
    (
        ("– Wm@% SRR1039508_1.fastq.gz data < SRR1039508_1.fastq.gz mother's", 168, 13, 2, ""),
        ("– Wm@%", "SRR1039508_… mother's"),
    ),
    (("Wm@% …", 157, 13, 2, " ×96"), ("Wm@% … ×96",)),
    (("", 176, 13, 2, ""), ("",)),
]


@pytest.mark.parametrize(("arguments", "lines"), REFERENCE)
def test_names_wrap_as_in_the_reference(arguments, lines):
    assert wrap(*arguments) == lines


def test_each_class_of_characters_has_its_width():
    assert [em(character) for character in "i tWA×a…é"] == [28, 28, 41, 90, 66, 66, 60, 90, 60]


def test_a_long_word_goes_on_in_the_second_line():
    name = "SRR1039508_GSM1275862_forward_paired.fastq.gz"
    assert wrap(name, 176, 13, 2) == ("SRR1039508_GSM127586", "2_forward_paired.fastq.gz")


def test_a_long_word_is_broken_at_a_late_seam():
    assert wrap("heat_stress_replicate_3_forward.fastq", 176, 13, 2) == ("heat_stress_replicate_3_", "forward.fastq")


def test_a_long_word_without_a_seam_is_broken_where_it_is_full():
    lines = wrap("a" * 30, 176, 13, 2)
    assert lines == ("a" * 22, "a" * 8)


def test_how_many_is_never_cut():
    assert wrap("a" * 22, 176, 13, 2, " ×96") == ("a" * 22, "×96")
    assert wrap("a" * 80, 165, 13, 2, " ×96")[-1].endswith("… ×96")


def test_a_card_for_many_leaves_room_for_its_caret():
    assert name_lines("collection", "Heat stress read pairs", 6) == ("Heat stress read pairs ×6",)
    assert name_lines("collection", "Samples that passed", 0) == ("Samples that passed ×0",)
    assert name_lines("execution", "Differential expression", None) == ("Differential expression",)


@given(st.text(max_size=80), st.sampled_from(("", " ×6", " ×12345")), st.integers(min_value=1, max_value=3))
def test_every_line_fits(text, tail, most):
    lines = wrap(text, 157, 13, most, tail)
    assert 1 <= len(lines) <= most
    assert all(em(line) * 13 <= 157 * 100 for line in lines)
    assert lines[-1].endswith(tail.strip())
