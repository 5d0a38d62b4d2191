"""References as people write them: `hda:42`, `icj:5`, `main/hda/42`, and with encoded ids."""

from __future__ import annotations

from collections.abc import Callable

from explorer.errors import BadReference
from explorer.refs import DEFAULT_INSTANCE, KINDS, SOURCES, Ref

SHORT: dict[str, str] = {"icj": "implicit_collection_jobs", "step": "workflow_invocation_step"} | {
    "invocation": "workflow_invocation"
}
"""Words that people may write instead of a `src`."""

Decode = Callable[[str, str], int]
"""Turns a `src` and an encoded id into the database id; raises `ValueError` for what it cannot decode."""


def parse_ref(text: str, instance: str = DEFAULT_INSTANCE, decode: Decode | None = None) -> Ref:
    """Read `hda:42`, `icj:5`, `step:4` or `main/hda/42`; an id that is no number needs `decode`.

    Raises:
        BadReference: unknown word, or an id that cannot be read.
    """
    text = text.strip()
    if text.count("/") == 2:  # noqa: PLR2004 - a key has three parts
        where, word, number = text.split("/")
        src = SOURCES.get(word) or _source(word, text)
        return Ref(src, _number(src, number, decode, text), where or instance)
    word, colon, number = text.partition(":")
    if not colon:
        raise BadReference(f"{text!r} is no reference: write it as hda:42 or main/hda/42.")
    src = _source(word, text)
    return Ref(src, _number(src, number, decode, text), instance)


def _source(word: str, text: str) -> str:
    src = SHORT.get(word.lower(), word.lower())
    if src not in KINDS:
        known = ", ".join([*KINDS, *SHORT])
        raise BadReference(f"{text!r} is no reference: {word!r} is none of {known}.")
    return src


def _number(src: str, number: str, decode: Decode | None, text: str) -> int:
    if number.isdecimal() and number.isascii():
        return int(number)
    if decode is None:
        raise BadReference(f"{text!r}: {number!r} is no number; an encoded id needs the id secret (--id-secret).")
    try:
        return decode(src, number)
    except ValueError as error:
        raise BadReference(f"{text!r}: {number!r} is no id of this Galaxy.") from error
