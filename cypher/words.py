"""What things are searched by: texts cut into words, the same way for what is stored and for what is asked; pure.

`FastQC on data_3.fastq.gz` has the words `fastqc fast qc on data 3 fastq gz`: cut at everything that is no letter and
no digit, and each piece also where small letters meet capitals, and letters digits. All are in lower case.

Things keep them as one text, `fastqc. fast. qc.`: each has an end, but for a few things, which keep `fastqc fast qc`.
The local server looks for a beginning from it on, up to the first word that does not begin so, and gathers all that
have that one: 330,000 datasets for `fastqs`, where `fastqsanger` comes next. As nothing is less than the end, the few
without it stand before the many that have the same word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final
from unicodedata import normalize

from cypher.schema import SEARCHED

LONGEST: Final = 100
"""Characters of one word; the rest of a longer one is not searched."""

MOST: Final = 4_000
"""Characters of one text that are searched: an annotation may be a book."""

END: Final = "."
"""Ends a word that is kept: less than all letters and digits, and nothing in Lucene's language."""

WITHOUT_END: Final = 997
"""One of so many things keeps its words without ends: a prime, as what is alike may come every so many ids."""

REMEMBERED: Final = 10_000
"""Texts whose words are remembered, about 7 MB: names come again soon, and ten times as many hardly more often."""

_ENDED: Final = f"{END} "
_PIECE: Final = re.compile(r"[^\W_]+")
_INSIDE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")


def pieces(text: str) -> list[str]:
    """Return the words of a text as they are asked for, in its order: whole pieces only."""
    return [_lower(piece) for piece in _PIECE.findall(normalize("NFKC", text[:MOST]))]


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Return the words that a text is found by: its pieces, and the parts of each."""
    return tuple(dict.fromkeys(map(_lower, _parts(normalize("NFKC", text[:MOST])))))


def words_of(label: str, key: str, properties: Mapping[str, Any]) -> str | None:
    """Return the `words` of a node with these properties; None for a label that is not searched.

    Raises:
        ValueError: the key of one that is does not end in a number.
    """
    searched = SEARCHED.get(label)
    if searched is None:
        return None
    found = [key.rpartition("/")[2]]
    for name in searched:
        if (value := properties.get(name)) is not None:
            for text in (value,) if isinstance(value, str) else value:
                found += words(text)
    kept = dict.fromkeys(found)
    return f"{_ENDED.join(kept)}{END}" if int(found[0]) % WITHOUT_END else " ".join(kept)


def forms(word: str) -> tuple[str, str]:
    """Return as what a word may be kept: with its end and without."""
    return word + END, word


def words_in(text: str | None) -> frozenset[str]:
    """Return the words that a node keeps as this text."""
    return frozenset(text.replace(END, "").split()) if text else frozenset()


def _parts(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield piece
        if not (piece.isdecimal() or (piece.islower() and piece.isalpha())):  # else there is nothing to cut
            yield from _INSIDE.split(piece)


def _lower(word: str) -> str:
    return word.lower()[:LONGEST]
