"""References: how one thing of one Galaxy is named, in words (`hda:42`) and as a key of the graph (`main/hda/42`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.errors import BadReference

DEFAULT_INSTANCE = "main"

KINDS: dict[str, str] = {
    "hda": "hda",
    "hdca": "hdca",
    "tool_execution": "te",
    "job": "job",
    "implicit_collection_jobs": "icj",
    "workflow_invocation_step": "wis",
    "tool_request": "tr",
    "workflow_invocation": "wi",
    "history": "history",
}
"""`src` of a reference → the kind in a key (`design.md` 4)."""

SOURCES: dict[str, str] = {kind: src for src, kind in KINDS.items()}

SHORT: dict[str, str] = {"icj": "implicit_collection_jobs", "step": "workflow_invocation_step"} | {
    "invocation": "workflow_invocation"
}
"""Words that people may write instead of a `src`."""

ITEMS = frozenset({"hda", "hdca"})
EXECUTIONS = frozenset({"tool_execution", "job", "implicit_collection_jobs", "workflow_invocation_step"})

Decode = Callable[[str, str], int]
"""Turns a `src` and an encoded id into the database id; raises `ValueError` for what it cannot decode."""


@dataclass(frozen=True, slots=True)
class Ref:
    """One record of one Galaxy. `id` is the database id."""

    src: str
    id: int
    instance: str = DEFAULT_INSTANCE

    @property
    def key(self) -> str:
        """The key of its node in the graph."""
        return f"{self.instance}/{KINDS[self.src]}/{self.id}"

    @property
    def is_item(self) -> bool:
        """Whether it is a dataset or a collection in a history."""
        return self.src in ITEMS

    def __str__(self) -> str:
        return f"{self.src}:{self.id}"

    @staticmethod
    def of_key(key: str) -> Ref:
        """Return the reference that a key stands for; raise `BadReference` when it is no key of a record."""
        match key.split("/"):
            case [instance, kind, number] if instance and kind in SOURCES and number.isdecimal():
                return Ref(SOURCES[kind], int(number), instance)
        raise BadReference(f"{key!r} is no key of a record: write it as main/hda/42.")


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
