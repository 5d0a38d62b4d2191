"""How often words occur, by a sample: what many things have is found by looking around, the rest by the index.

The local server's index gathers all things that have a word before it gives the first one: 1.5 µs each, so a word
that a third of 10^6 datasets have takes half a second. What a sample says decides only how one looks, never what counts
as found.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from cypher import Graph, Wanted
from cypher.words import words_in
from explorer.search.query import Term

SIZE: Final = 3_000
"""Things in a sample; reading them takes some 10 ms."""

HOLDS: Final = 300.0
"""Seconds."""

MANY: Final = 0.02
"""When so many of the sample are matches, 1,000 of them are found among the first 50,000 things."""

COMMON: Final = 0.02
"""A word that so many have is not looked up where there is a rarer one."""

Words = frozenset[str]
_kept: WeakKeyDictionary[Graph, dict[str, tuple[float, Sequence[Words]]]] = WeakKeyDictionary()


def sample(graph: Graph, label: str) -> Sequence[Words]:
    """Return the words of some things of a label, as they were five minutes ago at the earliest."""
    samples, now = _kept.setdefault(graph, {}), time.monotonic()
    taken, found = samples.get(label, (-HOLDS, ()))
    if now - taken >= HOLDS:
        found = [words_in(text) for text in graph.sample_words(label, SIZE)]
        samples[label] = now, found
    return found


def plan(terms: Sequence[Term], found: Sequence[Words]) -> Wanted:
    """Say how to look for things that have all of these words: of a sample, see how many do."""
    texts = tuple(term.text for term in terms)
    if _share(found, terms) >= MANY:
        return Wanted("", texts)
    rare = [term for term in terms if _share(found, [term]) < COMMON]
    return Wanted(" ".join(term.lucene for term in rare or terms), texts)


def _share(found: Sequence[Words], terms: Iterable[Term]) -> float:
    """Return which part of a sample has all of these words; of an empty one none."""
    having = found
    for term in terms:
        having = [words for words in having if term.is_in(words)]
    return len(having) / len(found) if found else 0.0
