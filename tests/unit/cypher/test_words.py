"""How texts are cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.words import LONGEST, MOST, pieces, words, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FastQC on data_3.fastq.gz", "fastqc fast qc on data 3 fastq gz"),
        ("toolshed.g2.bx.psu.edu", "toolshed g2 g 2 bx psu edu"),
        ("RNAseq2Counts", "rnaseq2counts rn aseq 2 counts"),
        ("ÄrzteBlatt MÄUSE", "ärzteblatt ärzte blatt mäuse"),
        ("数据 ﬁne", "数据 fine"),
        ('+-&|!(){}[]^"~*?:\\/', ""),
    ],
)  # fmt: skip
def test_a_text_is_cut(text: str, found: str) -> None:
    assert " ".join(words(text)) == found


@given(st.text(max_size=200))
def test_what_is_asked_for_is_among_what_is_stored(text: str) -> None:
    assert set(pieces(text)) <= set(words(text))


@given(st.text(max_size=200))
def test_words_have_no_blank_and_nothing_that_lucene_reads(text: str) -> None:
    for word in words(text):
        assert word
        assert not set(word) & set(' \t\n+-&|!(){}[]^"~*?:\\/')
        assert len(word) <= LONGEST + 2


def test_long_texts_are_cut_short() -> None:
    assert len(words("x" * 10 * LONGEST)[0]) == LONGEST
    assert words("a " * MOST + "end") == ("a",)


def test_a_thing_has_the_words_of_its_searched_properties_and_its_number() -> None:
    given_ = {"name": "Cut_x", "extension": "bam", "tags": ["name:liver", "x"], "annotation": None, "state": "ok"}
    assert words_of("Dataset", "main/hda/42", given_) == "42 bam cut x name liver"
    assert words_of("Job", "main/job/1", given_) is None
