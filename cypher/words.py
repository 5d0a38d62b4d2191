"""What things are searched by: texts cut into words, the same way for what is stored and for what is asked; pure.

`FastQC on data_3.fastq.gz` has the words `fastqc fast qc on data 3 fastq gz`: cut at everything that is no letter and
no digit, and each piece also where small letters meet capitals, and letters digits. All are in lower case.
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

REMEMBERED: Final = 10_000
"""Texts whose words are remembered, about 7 MB: names come again soon, and ten times as many hardly more often."""

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
    """Return the `words` of a node with these properties; None for a label that is not searched."""
    searched = SEARCHED.get(label)
    if searched is None:
        return None
    found = [key.rpartition("/")[2]]
    for name in searched:
        if (value := properties.get(name)) is not None:
            for text in (value,) if isinstance(value, str) else value:
                found += words(text)
    return " ".join(dict.fromkeys(found))


def _parts(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield piece
        if not (piece.isdecimal() or (piece.islower() and piece.isalpha())):  # else there is nothing to cut
            yield from _INSIDE.split(piece)


def _lower(word: str) -> str:
    return word.lower()[:LONGEST]
