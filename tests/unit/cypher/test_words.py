"""How texts are cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.words import END, LONGEST, MOST, WITHOUT_END, forms, pieces, words, words_in, words_of


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
    assert words_of("Dataset", "main/hda/42", given_) == "42. bam. cut. x. name. liver."
    assert words_of("Job", "main/job/1", given_) is None


def test_one_of_many_things_has_its_words_without_their_ends() -> None:
    number = 7 * WITHOUT_END
    assert words_of("Dataset", f"main/hda/{number}", {"name": "Cut_x"}) == f"{number} cut x"
    assert words_in("42. cut. x.") == words_in("42 x cut") == {"42", "cut", "x"}
    assert words_in(None) == words_in("") == frozenset()


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_word_without_its_end_comes_first_of_all_that_begin_so(one: str, more: str) -> None:
    for word in words(one):
        ended, bare = forms(word)
        assert bare < ended
        assert all(ended < word + other for other in words(more))
        assert END not in word
