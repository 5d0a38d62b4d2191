"""What earlier pages have shown: where the next one begins, and whether it still fits to them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Self

from explorer.errors import BadRequest, Changed

_OTHER: Final = "This cursor is of another question: ask again from the start."


def _digest(keys: Iterable[str]) -> str:
    return blake2b("\n".join(keys).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Shown:
    """The nodes of earlier pages: how many, and a digest of their keys.

    The graph may change between two pages. As long as the answer still begins with what was shown, the next page goes
    on behind it; else nodes would be shown twice or never, so that is an error and not a page.
    """

    nodes: int = 0
    digest: str = _digest(())

    @classmethod
    def of(cls, keys: Sequence[str]) -> Self:
        """Return what these nodes are to the page after them."""
        return cls(len(keys), _digest(keys))

    @classmethod
    def read(cls, cursor: Mapping[str, Any] | None) -> Self:
        """Read the payload of a cursor; without one nothing was shown.

        Raises:
            BadRequest: it is of another question.
        """
        if cursor is None:
            return cls()
        nodes, digest = cursor.get("shown"), cursor.get("digest")
        if isinstance(nodes, bool) or not isinstance(nodes, int) or not isinstance(digest, str):
            raise BadRequest(_OTHER)
        if nodes < 0 or len(cursor) != 2:  # noqa: PLR2004 - the two
            raise BadRequest(_OTHER)
        return cls(nodes, digest)

    @property
    def cursor(self) -> dict[str, Any]:
        """The payload of a cursor that goes on behind them."""
        return {"shown": self.nodes, "digest": self.digest}

    def require(self, keys: Sequence[str]) -> None:
        """Raise `Changed` when other nodes than these were shown."""
        if Shown.of(keys) != self:
            raise Changed


NOTHING: Final = Shown()
"""Before the first page."""
