"""What is searched for: words that are all wanted, of which the last may be the beginning of one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cypher.words import pieces
from explorer.errors import BadRequest
from explorer.refs import Ref

KINDS: Final = {"history": "History", "hdca": "Collection", "hda": "Dataset", "tool_execution": "ToolExecution"}
"""Kind of thing → its label; among equals, the first come first."""

MOST_WORDS: Final = 20
MOST_CHARACTERS: Final = 1_000
MAX_LIMIT: Final = 200

_SPECIAL: Final = frozenset('+-&|!(){}[]^"~*?:\\/<>=@#')


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
    def words(self) -> tuple[str, ...]:
        """The words that are all wanted, each once, the last one last."""
        found = pieces(self.text)
        return (*dict.fromkeys(word for word in found[:-1] if word != found[-1]), *found[-1:])

    @property
    def ends_open(self) -> bool:
        """Whether the last word may be the beginning of one: not when a blank follows it."""
        return not self.text[-1:].isspace()

    def lucene(self) -> str:
        """Return the words in Lucene's language: nothing that a user types is more than text in it."""
        *whole, last = map(escaped, self.words)
        return " ".join([*(f"+{word}" for word in whole), f"+{last}*" if self.ends_open else f"+{last}"])

    def matches(self, words: frozenset[str]) -> bool:
        """Tell whether something with these words is what is searched for."""
        *whole, last = self.words
        if not words.issuperset(whole):
            return False
        return last in words or (self.ends_open and any(word.startswith(last) for word in words))


def escaped(word: str) -> str:
    """Return a word as Lucene's parser takes for text, whatever is in it; in lower case no word is an operator."""
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in word)
