"""What stands for a record that the caller may not read: its kind, and nothing else about it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from explorer.refs import Ref

_BITS = 128
_FLOOR = 1 << (_BITS - 1)


def _random() -> int:
    return _FLOOR | secrets.randbits(_BITS - 1)


@dataclass(frozen=True, slots=True)
class Restricted(Ref):
    """A reference with a random id: made anew for each answer, so that two answers cannot be laid over each other.

    The id is above every real one, so in answers that are sorted by id its place says nothing either.
    """

    id: int = field(default_factory=_random)

    @property
    def shown(self) -> str:
        """The id as clients see it."""
        return f"{self.id:032x}"

    def __str__(self) -> str:
        return f"{self.src}:restricted"
