"""What is asked about a history."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.errors import BadRequest
from explorer.graph.model import Direction
from explorer.refs import ITEMS, Ref

MAX_LIMIT = 1000
"""Galaxy clamps the number of items that it considers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about the graph of a history; the defaults are those of Galaxy's API (`history_graph.md` 1)."""

    history: Ref
    limit: int = 500
    include_deleted: bool = False
    seed: Ref | None = None
    direction: Direction = "both"
    depth: int = 20
    seed_scope: Ref | None = None

    def __post_init__(self) -> None:
        """Refuse what no graph can answer."""
        if self.limit < 1 or self.depth < 1:
            raise BadRequest("limit and depth must be at least 1.")
        if self.direction not in {"both", "backward", "forward"}:
            raise BadRequest(f"direction {self.direction!r} is none of both, backward, forward.")
        if self.seed_scope is not None and self.seed_scope.src not in ITEMS:
            raise BadRequest("seed_scope must be a dataset or a collection (hda, hdca).")

    @property
    def considered(self) -> int:
        """How many items are considered."""
        return min(self.limit, MAX_LIMIT)


def window(hid: int, limit: int) -> tuple[int, int]:
    """Return the hids that bound the window around a hid, both outside of it (`history_graph.md` 2)."""
    half = limit // 2
    return hid - half - 1, hid + half + limit % 2
