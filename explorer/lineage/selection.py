"""The selection language: text in, a tree of terms out. Pure.

    expression = chain, {" ", chain}              any of them
    chain      = term, {",", term}                all of them
    term       = [hops, "+"], atom, ["+", hops]   with what lies upstream and downstream; no number: all of it
    atom       = number | reference | key | "tool:" glob | "state:" state | "history:" id

A number alone is a dataset. Of two numbers with one `+` between them the first is the dataset: `42+2`. A value with a
space, `,` or `+` in it stands in double quotes: `tool:"*/1.3+galaxy2"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from explorer.errors import BadRequest

ALL: Final = -1
"""Hops without a bound."""

LONGEST: Final = 2_000
"""Characters of an expression at most."""

_TOKEN: Final = re.compile(r'(?P<space>\s+)|(?P<comma>,)|(?P<plus>\+)|(?P<word>(?:[^\s,+"]|"[^"]*")+)')

_SHAPES: Final[Mapping[str, tuple[int | None, int, int | None]]] = {
    "W": (None, 0, None),
    "+W": (ALL, 0, None),
    "W+": (None, 0, ALL),
    "+W+": (ALL, 0, ALL),
    "W+W": (None, 0, 1),
    "W+W+": (0, 1, ALL),
    "+W+W": (ALL, 0, 1),
    "W+W+W": (0, 1, 2),
}
"""How words and `+` follow each other → which word are the hops upstream, the atom, the hops downstream."""

Kind = Literal["node", "tool", "state", "history"]


class BadSelection(BadRequest):
    """The selection cannot be understood."""

    def __init__(self, problem: str, text: str, position: int) -> None:
        """Keep where it went wrong: `position` counts characters from 1."""
        super().__init__(f"{problem} at position {position} of {text!r}.")
        self.position = position


@dataclass(frozen=True, slots=True)
class Term:
    """An atom, and how many hops around it are meant: None for none, `ALL` for all. `position` counts from 1."""

    kind: Kind
    value: str
    position: int
    upstream: int | None = None
    downstream: int | None = None

    @property
    def is_filter(self) -> bool:
        """Whether it can only narrow what others select, or must be looked for everywhere."""
        return self.kind in {"tool", "state"} and self.upstream is None and self.downstream is None


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


def parse(text: str) -> list[list[Term]]:
    """Read an expression: a union of intersections.

    Raises:
        BadSelection: it cannot be read; says where.
    """
    if len(text) > LONGEST:
        raise BadRequest(f"A selection has {LONGEST} characters at most.")
    chains = [chain for chain in _split(list(_tokens(text)), "space") if chain]
    if not chains:
        raise BadSelection("There is nothing to select", text, 1)
    return [[_term(part, chain, text) for part in _split(chain, "comma")] for chain in chains]


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise BadSelection("A quotation mark has no end", text, at + 1)
        yield _Token(str(found.lastgroup), found.group(), at + 1)
        at = found.end()


def _split(tokens: list[_Token], kind: str) -> list[list[_Token]]:
    parts: list[list[_Token]] = [[]]
    for token in tokens:
        if token.kind == kind:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _term(part: list[_Token], chain: list[_Token], text: str) -> Term:
    if not part:
        raise BadSelection("Something is missing beside the comma", text, _comma(chain).position)
    shape = "".join("W" if token.kind == "word" else "+" for token in part)
    if shape not in _SHAPES:
        raise BadSelection("This is no term: write 2+hda:42+1", text, part[0].position)
    words = [token for token in part if token.kind == "word"]
    up, atom, down = _SHAPES[shape]
    if shape == "W+W" and words[0].text.isdecimal() and not words[1].text.isdecimal():
        up, atom, down = 0, 1, None
    kind, value = _atom(words[atom], text)
    return Term(kind, value, words[atom].position, _hops(up, words, text), _hops(down, words, text))


def _comma(chain: list[_Token]) -> _Token:
    return next(token for token in chain if token.kind == "comma")


def _hops(place: int | None, words: list[_Token], text: str) -> int | None:
    if place is None or place == ALL:
        return place
    word = words[place]
    if not (word.text.isascii() and word.text.isdecimal()) or len(word.text) > 9:  # noqa: PLR2004 - enough hops
        raise BadSelection("A number of hops is expected", text, word.position)
    return int(word.text)


def _atom(word: _Token, text: str) -> tuple[Kind, str]:
    if word.text.isdecimal():
        return "node", f"hda:{word.text}"
    if word.text.count("/") == 2 and ":" not in word.text:  # noqa: PLR2004 - a key has three parts
        return "node", word.text
    name, colon, quoted = word.text.partition(":")
    value = quoted.replace('"', "")
    if not colon or not value:
        raise BadSelection("hda:42, tool:align*, state:error or history:7 is expected", text, word.position)
    match name:
        case "tool" | "state" | "history":
            return name, value
    return "node", f"{name}:{value}"
