"""Wraps and cuts names by a table of character classes: text is never measured, so heights are known before drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, repeat

from explorer.layout.geometry import CARD_WIDTH, CARET, NAME_SIZE, PAD

_CLASSES = (
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<>=+×_", 66),  # noqa: RUF001
    ("mwMW@%…—", 90),
    ("tfr()[]/-", 41),
    ("ijlI.,:;|!' ", 28),
)
_OTHER = 60
_WIDTH = {character: width for characters, width in _CLASSES for character in characters}
_SEAM = re.compile(r"[\s,.:;(-]+\S?\Z")
_ENDING = re.compile(r"[\s,.:;(-]+\Z")
_BREAKS = "_-./"


def em(text: str) -> int:
    """Width of a text in hundredths of an em: the sum over the classes of its characters."""
    return sum(map(_WIDTH.get, text, repeat(_OTHER)))


def wrap(text: str, px: int, size: int, most: int, tail: str = "") -> tuple[str, ...]:
    """Break a text into at most `most` lines of `px` pixels at a type size of `size`.

    Two lines are made as equal as they can be; what does not fit is cut and marked by "…". The tail, the number of
    items, is never cut. A single word that is longer than a line goes on in the next one, at a "_", "-", "." or "/"
    where it has one.
    """
    room = px * 100 / size
    if em(text) + em(tail) <= room:
        return (text + tail,)
    pair = _even_pair(text, room, tail) if most > 1 else None
    return pair or _filled(text, room, most, tail)


def _even_pair(text: str, room: float, tail: str) -> tuple[str, str] | None:
    """The two lines whose widths differ least, the first rather longer than the second; None if two are too few."""
    words = text.split(" ")
    ends = list(accumulate(em(word) + _WIDTH[" "] for word in words))
    total = ends[-1] - _WIDTH[" "] + em(tail)
    best: tuple[int, int] | None = None
    for i in range(1, len(words)):
        first, second = ends[i - 1] - _WIDTH[" "], total - ends[i - 1]
        if first <= room and second <= room:
            over = second - first
            gap = abs(over) + (300 if over > 0 else 0)
            best = min(best or (gap, i), (gap, i))
    return best and (" ".join(words[: best[1]]), " ".join(words[best[1] :]) + tail)


def _filled(text: str, room: float, most: int, tail: str) -> tuple[str, ...]:
    """Fill line after line; the last one takes what is left, cut."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1:
        line, rest = _first_line(rest, room)
        lines.append(line)
    return (*lines, cut(rest, room, tail) if rest else tail.strip()) if rest or tail else tuple(lines)


def _first_line(text: str, room: float) -> tuple[str, str]:
    """As many words as fit, and the rest; of a word that is too long as much as fits."""
    words = text.split(" ")
    ends = list(accumulate(em(word) + _WIDTH[" "] for word in words))
    fitting = sum(end - _WIDTH[" "] <= room for end in ends)
    if fitting:
        return " ".join(words[:fitting]), " ".join(words[fitting:])
    most = sum(end <= room for end in accumulate(map(em, text)))
    seam = max(text.rfind(mark, most // 2, most) for mark in _BREAKS) + 1
    at = max(seam or most, 1)
    return text[:at], text[at:]


def cut(text: str, room: float, tail: str = "") -> str:
    """Cut inside a text so that a short last word ("heat", "45") stays: names in Galaxy differ at their ends.

    `room` is in hundredths of an em; the tail is never cut.
    """
    if em(text) + em(tail) <= room:
        return text + tail
    last = text.rsplit(" ", 1)[-1]
    keep = " " + last if last != text and em(last) <= room * 0.4 else ""
    head = _longest(text[: len(text) - len(keep)], room - em("…" + keep + tail))
    word = _SEAM.sub("", head)
    return (word if keep and len(word) > len("abc") else _ENDING.sub("", head)) + "…" + keep + tail


def _longest(text: str, room: float) -> str:
    """The longest beginning of a text that fits."""
    return text[: sum(end <= room for end in accumulate(map(em, text)))]


@lru_cache(maxsize=20_000)
def name_lines(kind: str, name: str, count: int | None) -> tuple[str, ...]:
    """The one or two lines of a card's name, with how many where the card stands for many."""
    px = CARD_WIDTH - 2 * PAD[kind] - (0 if count is None else CARET)
    return wrap(name, px, NAME_SIZE, 2, "" if count is None else f" ×{count}")  # noqa: RUF001


Wrap = Callable[[str, str, int | None], tuple[str, ...]]
