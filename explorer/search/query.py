"""What is searched for: words that are all wanted, of which the last may be the beginning of one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cypher.words import forms, pieces
from explorer.errors import BadRequest
from explorer.refs import Ref

KINDS: Final = {"history": "History", "hdca": "Collection", "hda": "Dataset", "tool_execution": "ToolExecution"}
"""Kind of thing → its label; among equals, the first come first."""

MOST_WORDS: Final = 20
MOST_CHARACTERS: Final = 1_000
MAX_LIMIT: Final = 200

_SPECIAL: Final = frozenset('+-&|!(){}[]^"~*?:\\/<>=@#')


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or the beginning of one."""

    word: str
    is_open: bool = False

    def is_in(self, words: frozenset[str]) -> bool:
        """Tell whether one of these words is meant."""
        return self.word in words or (self.is_open and any(word.startswith(self.word) for word in words))

    @property
    def lucene(self) -> str:
        """It in Lucene's language: nothing that a user types is more than text in it."""
        return f"+{escaped(self.word)}*" if self.is_open else f"+({' '.join(map(escaped, forms(self.word)))})"

    @property
    def text(self) -> str:
        """What is contained in words without their ends, between blanks."""
        return f" {self.word}" if self.is_open else f" {self.word} "


@dataclass(frozen=True)
class Query:
    """Words, and what to look among: `kinds` of things, of one history or of all."""

    text: str
    kinds: tuple[str, ...] = tuple(KINDS)
    history: Ref | None = None
    limit: int = 50

    def __post_init__(self) -> None:
        """Refuse what cannot be searched for."""
        if not 1 <= self.limit <= MAX_LIMIT:
            raise BadRequest(f"limit must be 1 to {MAX_LIMIT}.")
        if unknown := [kind for kind in self.kinds if kind not in KINDS]:
            raise BadRequest(f"kind {unknown[0]!r} is none of {', '.join(KINDS)}.")
        if len(self.text) > MOST_CHARACTERS:
            raise BadRequest(f"The words have {len(self.text)} characters, and {MOST_CHARACTERS} at most are searched.")
        if not self.words:
            raise BadRequest("There is no word to search for: letters or digits are wanted.")
        if len(self.words) > MOST_WORDS:
            raise BadRequest(f"{len(self.words)} words are more than the {MOST_WORDS} that are searched.")

    @cached_property
    def pieces(self) -> list[str]:
        """The words in the order of the text, as often as they are there."""
        return pieces(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that are all wanted, each once, the last one last."""
        found = self.pieces
        return (*dict.fromkeys(word for word in found[:-1] if word != found[-1]), *found[-1:])

    @property
    def ends_open(self) -> bool:
        """Whether the last word may be the beginning of one: not when a blank follows it, nor when it is a number.

        Who asks for 42 does not mean 420; and every id is a word, so that thousands may begin with a number.
        """
        return not self.text[-1:].isspace() and not self.words[-1].isdecimal()

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What is asked for, word by word."""
        *whole, last = self.words
        return (*map(Term, whole), Term(last, is_open=self.ends_open))

    def matches(self, words: frozenset[str]) -> bool:
        """Tell whether something with these words is what is searched for."""
        return all(term.is_in(words) for term in self.terms)


def escaped(word: str) -> str:
    """Return a word as Lucene's parser takes for text, whatever is in it; in lower case no word is an operator."""
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in word)
