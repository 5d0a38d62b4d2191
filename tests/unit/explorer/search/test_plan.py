"""What is looked up in the index, and what by looking around."""

from __future__ import annotations

import pytest

from explorer.errors import BadRequest
from explorer.search.frequency import plan
from explorer.search.query import Query, escaped

SAMPLE = [frozenset({"fastq", "on", f"sample{number}"}) for number in range(99)] + [frozenset({"html", "rare"})]


@pytest.mark.parametrize(
    ("text", "lucene"),
    [
        ("fastq on", ""),
        ("sample", ""),
        ("fastq sample7 ", "+(sample7. sample7)"),
        ("fastq sample", ""),
        ("fastq unknown", "+unknown*"),
        ("rare html ", "+(rare. rare) +(html. html)"),
        ("fastq rare ", "+(rare. rare)"),
        ("fastq 42", "+(42. 42)"),
        ("fastq err42", "+err42*"),
    ],
)
def test_rare_words_go_to_the_index(text: str, lucene: str) -> None:
    assert plan(Query(text).terms, SAMPLE).lucene == lucene


def test_without_a_sample_all_words_do() -> None:
    wanted = plan(Query("fastq on da").terms, [])
    assert wanted.lucene == "+(fastq. fastq) +(on. on) +da*"
    assert wanted.texts == (" fastq ", " on ", " da")


def test_common_words_that_are_rare_together_go_to_the_index() -> None:
    two = [frozenset({"left"})] * 50 + [frozenset({"right"})] * 50
    assert plan(Query("left right").terms, two).lucene == "+(left. left) +right*"


def test_special_characters_are_text() -> None:
    assert escaped('a+b:"c\\') == 'a\\+b\\:\\"c\\\\'


def test_a_word_that_is_asked_for_twice_counts_once() -> None:
    assert Query("Align reads ALIGN").words == ("reads", "align")
    with pytest.raises(BadRequest):
        Query("...")
