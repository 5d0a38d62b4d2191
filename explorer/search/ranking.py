"""In which order things are found: how well their names match, then what they are, then the newest. Pure.

The engines score differently, so their scores only choose which matches are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cypher.words import pieces, words
from explorer.refs import Ref
from explorer.search.query import KINDS, Query

Rank = tuple[int, int, int, str]
"""How well it matches (0 is best), which kind, minus its id, its key: all differ, so a page can go on after one."""

EXACT: Final = 0
"""Its name is what was asked for, or its number."""
NAMED: Final = 1
"""All words are whole words of its name."""
BEGUN: Final = 2
"""All words are in its name, the last one as the beginning of a word."""
ELSEWHERE: Final = 3
"""Some are in its tags, annotation, data type or tool id."""

_PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be found: its key, the text that it is called by, and its words."""

    kind: str
    key: str
    title: str | None
    words: frozenset[str]

    @property
    def id(self) -> int:
        """Its id in Galaxy's database."""
        return Ref.of_key(self.key).id


def rank(candidate: Candidate, query: Query) -> Rank:
    """Return the place of a match; the least comes first."""
    return _closeness(candidate, query), _PLACES[candidate.kind], -candidate.id, candidate.key


def _closeness(candidate: Candidate, query: Query) -> int:
    title = candidate.title or ""
    if query.words == (str(candidate.id),) or pieces(title) == query.pieces:
        return EXACT
    own = frozenset(words(title))
    if own.issuperset(query.words):
        return NAMED
    return BEGUN if query.matches(own) else ELSEWHERE
