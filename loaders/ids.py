"""Ids that are asked for: each once, in rising order, with the text in which a statement takes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Self

from more_itertools import chunked

CHUNK = 5000
"""How many ids one statement asks for."""

MOST_ID = 2**63 - 1
"""No id is above; a database refuses to look for one that is."""


class Ids(tuple[int, ...]):  # noqa: SLOT001 - it remembers its text
    """The ids of a batch; a dozen tables are asked for the same ones, so their text is made once."""

    @classmethod
    def of(cls, values: Iterable[object]) -> Self:
        """Return the ids among some values; SQLite, and a payload, may hold anything where an id should be."""
        if isinstance(values, cls):
            return values
        return cls(sorted({value for value in values if value.__class__ is int and -MOST_ID <= value <= MOST_ID}))

    @cached_property
    def texts(self) -> list[str]:
        """The ids, parted by commas, cut into as many as one statement asks for."""
        return [",".join(map(str, some)) for some in chunked(self, CHUNK)]


def kept(values: Iterable[int]) -> Ids | list[int]:
    """Return values that are gone through several times: as they are if they are `Ids`, else as a list."""
    return values if isinstance(values, Ids) else list(values)
