"""What is asked about lineage, and what no graph can answer."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from explorer.errors import BadRequest
from explorer.lineage.model import Direction, Granularity, Way
from explorer.lineage.shown import NOTHING, Shown

WAYS: Final[Mapping[Direction, tuple[Way, ...]]] = {
    "upstream": ("upstream",),
    "downstream": ("downstream",),
    "both": ("upstream", "downstream"),
}
GRANULARITIES: Final = ("execution", "element")
MAX_LIMIT: Final = 10_000
"""Nodes of one page at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about lineage.

    Attributes:
        direction: which way.
        depth: hops between data items; None: all.
        granularity: `execution`: the declared requests; `element`: what each job read and wrote.
        limit: nodes of one page.
        shown: the nodes of earlier pages.
        deadline: `time.monotonic()` after which no more is read.
    """

    direction: Direction = "upstream"
    depth: int | None = None
    granularity: Granularity = "execution"
    limit: int = 500
    shown: Shown = NOTHING
    deadline: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no graph can answer."""
        if self.direction not in WAYS:
            raise BadRequest(f"direction {self.direction!r} is none of {', '.join(WAYS)}.")
        if self.granularity not in GRANULARITIES:
            raise BadRequest(f"granularity {self.granularity!r} is none of {', '.join(GRANULARITIES)}.")
        if self.depth is not None and self.depth < 0:
            raise BadRequest("depth must be at least 0.")
        if not 1 <= self.limit <= MAX_LIMIT:
            raise BadRequest(f"limit must be between 1 and {MAX_LIMIT}.")

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to walk."""
        return WAYS[self.direction]

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and time.monotonic() > self.deadline
