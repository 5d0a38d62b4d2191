"""Wraps and cuts names by a table of character classes: text is never measured, so heights are known before drawing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, repeat
from math import floor

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
_SPACE, _DOTS = _WIDTH[" "], _WIDTH["…"]
_SECOND_LONGER = 300
"""A second line that is longer than the first counts as so much more unlike."""
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
    widths = _widths(text)
    total = sum(widths) + em(tail) if tail else sum(widths)
    if total <= room:
        return (text + tail,)
    upto = [0, *accumulate(widths)]
    at = _even_break(text, upto, room, total - _SPACE) if most > 1 and total <= 2 * room + _SPACE else 0
    return (text[:at], text[at + 1 :] + tail) if at else _filled(text, upto, room, most, tail)


def _even_break(text: str, upto: list[int], room: float, total: int) -> int:
    """Where the space is that makes two lines differ least, the first rather longer than the second; 0 for nowhere.

    The lines are `total` wide together. Only the spaces next to the middle can be it.
    """
    middle = bisect_left(upto, total / 2)
    before, behind = text.rfind(" ", 1, middle), text.find(" ", middle)
    if behind >= 0 and upto[behind] > room:
        behind = -1
    if before < 0 or total - upto[before] > room:
        return max(behind, 0)
    if behind < 0:
        return before
    return before if total - 2 * upto[before] + _SECOND_LONGER <= 2 * upto[behind] - total else behind


def _filled(text: str, upto: list[int], room: float, most: int, tail: str) -> tuple[str, ...]:
    """Fill line after line; the last one takes what is left, cut."""
    lines: list[str] = []
    at = 0
    while at < len(text) and len(lines) < most - 1:
        end, following = _line_end(text, at, _fitting(upto, at, room))
        lines.append(text[at:end])
        at = following
    if at < len(text):
        return (*lines, _cut(text, upto, at, room, tail))
    return (*lines, tail.strip()) if tail else tuple(lines)


def _line_end(text: str, at: int, fitting: int) -> tuple[int, int]:
    """Where the line from `at` ends and the next one begins: after as many words as fit, or late in a long word."""
    if fitting == len(text):
        return fitting, fitting
    end = text.rfind(" ", at, fitting + 1)
    if end > at:
        return end, end + 1
    late = at + 2 * (fitting - at) // 3
    seam = max([text.rfind(mark, late, fitting) for mark in _BREAKS]) + 1
    end = max(seam or fitting, at + 1)
    return end, end


def _fitting(upto: list[int], at: int, room: float) -> int:
    """Up to where characters fit, from `at` on."""
    return bisect_right(upto, upto[at] + floor(room), at + 1) - 1


def cut(text: str, room: float, tail: str = "") -> str:
    """Cut inside a text so that a short last word ("heat", "45") stays: names in Galaxy differ at their ends.

    `room` is in hundredths of an em; the tail is never cut.
    """
    return _cut(text, [0, *accumulate(_widths(text))], 0, room, tail)


def _cut(text: str, upto: list[int], at: int, room: float, tail: str) -> str:
    """Cut what is in a text from `at` on; `upto` is how far each character is from its beginning."""
    behind = em(tail) if tail else 0
    if upto[-1] - upto[at] + behind <= room:
        return text[at:] + tail
    space = text.rfind(" ", at)
    last = upto[-1] - upto[space + 1]
    keep = text[space:] if space >= 0 and last <= room * 0.4 else ""
    fitting = _fitting(upto, at, room - _DOTS - behind - (_SPACE + last if keep else 0))
    head = text[at : min(len(text) - len(keep), fitting)]
    word = _SEAM.sub("", head) if keep else ""
    return (word if len(word) > len("abc") else _ENDING.sub("", head)) + "…" + keep + tail


@lru_cache(maxsize=20_000)
def name_lines(kind: str, name: str, count: int | None) -> tuple[str, ...]:
    """The one or two lines of a card's name, with how many where the card stands for many."""
    px = CARD_WIDTH - 2 * PAD[kind] - (0 if count is None else CARET)
    return wrap(name, px, NAME_SIZE, 2, "" if count is None else f" ×{count}")  # noqa: RUF001
