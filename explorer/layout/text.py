"""Wraps and cuts names by a table of character classes: text is never measured, so heights are known before drawing."""

from __future__ import annotations

import re
from bisect import bisect_right
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
_ASCII = bytes(_WIDTH.get(chr(code), _OTHER) for code in range(256))
_SPACE = _WIDTH[" "]
_SEAM = re.compile(r"[\s,.:;(-]+\S?\Z")
_ENDING = re.compile(r"[\s,.:;(-]+\Z")
_BREAKS = "_-./"


def _widths(text: str) -> bytes:
    """The width of each character, in hundredths of an em."""
    if text.isascii():
        return text.encode().translate(_ASCII)
    return bytes(map(_WIDTH.get, text, repeat(_OTHER)))


def em(text: str) -> int:
    """Width of a text in hundredths of an em: the sum over the classes of its characters."""
    return sum(_widths(text))


def wrap(text: str, px: int, size: int, most: int, tail: str = "") -> tuple[str, ...]:
    """Break a text into at most `most` lines of `px` pixels at a type size of `size`.

    Two lines are made as equal as they can be; what does not fit is cut and marked by "…". The tail, the number of
    items, is never cut. A single word that is longer than a line goes on in the next one, at a "_", "-", "." or "/"
    where it has one.
    """
    room = px * 100 / size
    upto = [0, *accumulate(_widths(text))]
    behind = em(tail)
    if upto[-1] + behind <= room:
        return (text + tail,)
    at = _even_break(text, upto, room, behind) if most > 1 and upto[-1] + behind <= 2 * room + _SPACE else 0
    return (text[:at], text[at + 1 :] + tail) if at else _filled(text, room, most, tail)


def _even_break(text: str, upto: list[int], room: float, behind: int) -> int:
    """Where the space is that makes two lines differ least, the first rather longer than the second; 0 for nowhere."""
    best, found = 0, 0
    total = upto[-1] - _SPACE + behind
    at = text.find(" ")
    while at >= 0 and upto[at] <= room:
        first = upto[at]
        second = total - first
        gap = first - second if first >= second else second - first + 300
        if second <= room and (not found or gap < best):
            best, found = gap, at
        at = text.find(" ", at + 1)
    return found


def _filled(text: str, room: float, most: int, tail: str) -> tuple[str, ...]:
    """Fill line after line; the last one takes what is left, cut."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1:
        line, rest = _first_line(rest, room)
        lines.append(line)
    if rest:
        return (*lines, cut(rest, room, tail))
    return (*lines, tail.strip()) if tail else tuple(lines)


def _first_line(text: str, room: float) -> tuple[str, str]:
    """As many words as fit, and the rest; of a word that is too long as much as fits."""
    fitting = _fitting(text, room)
    if fitting == len(text):
        return text, ""
    at = text.rfind(" ", 0, fitting + 1)
    if at > 0:
        return text[:at], text[at + 1 :]
    seam = max(text.rfind(mark, 2 * fitting // 3, fitting) for mark in _BREAKS) + 1
    at = max(seam or fitting, 1)
    return text[:at], text[at:]


def _fitting(text: str, room: float) -> int:
    """How many characters fit."""
    return bisect_right(list(accumulate(_widths(text))), room)


def cut(text: str, room: float, tail: str = "") -> str:
    """Cut inside a text so that a short last word ("heat", "45") stays: names in Galaxy differ at their ends.

    `room` is in hundredths of an em; the tail is never cut.
    """
    if em(text) + em(tail) <= room:
        return text + tail
    last = text.rsplit(" ", 1)[-1]
    keep = " " + last if last != text and em(last) <= room * 0.4 else ""
    head = text[: min(len(text) - len(keep), _fitting(text, room - em("…" + keep + tail)))]
    word = _SEAM.sub("", head)
    return (word if keep and len(word) > len("abc") else _ENDING.sub("", head)) + "…" + keep + tail


@lru_cache(maxsize=20_000)
def name_lines(kind: str, name: str, count: int | None) -> tuple[str, ...]:
    """The one or two lines of a card's name, with how many where the card stands for many."""
    px = CARD_WIDTH - 2 * PAD[kind] - (0 if count is None else CARET)
    return wrap(name, px, NAME_SIZE, 2, "" if count is None else f" ×{count}")  # noqa: RUF001
