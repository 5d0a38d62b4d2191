"""What is asked of a view: where it begins, what is opened in it, and what is left out. It says all there is to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, get_args

from explorer.errors import BadRequest
from explorer.lineage.model import Way
from explorer.refs import EXECUTIONS, Ref

Sides = Literal["upstream", "downstream", "both", "none"]
"""Which sides of the seed are open."""

Group = Literal["auto", "tool", "none"]
"""Whether all executions of a tool are one card: as large as the history is, always, or never."""

Kind = Literal["deleted", "hidden", "uploads", "restricted"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

WAYS: Final[Mapping[Sides, tuple[Way, ...]]] = MappingProxyType(
    {"upstream": ("upstream",), "downstream": ("downstream",), "both": ("upstream", "downstream"), "none": ()}
)

MAX_ITEMS: Final = 5_000
"""Items of a history that are considered at most."""
MAX_GROUPED: Final = 10_000
"""The same where the executions of a tool are one card."""
MAX_OPEN: Final = 200
"""Hops, opened cards, folded runs and brought nodes of one question at most, of each."""

Hop = tuple[Ref, Way]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is left out: kinds of items, and all but some tools, states or times (UTC, as the graph writes them)."""

    hide: frozenset[Kind] = frozenset()
    tools: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewQuestion:
    """A picture: a history, or one thing and a hop to each side of it, and what somebody opened from there.

    Attributes:
        history: show its items and what made them.
        seed: or show this and its neighbours.
        sides: which sides of the seed are open.
        hops: further sides of nodes that are open, with how many pages of neighbours; a node that is not shown counts
            for nothing.
        opened: collections and map-overs that are open in place, with the page of their rows (the first is 0).
        folded: runs of workflows that are one card.
        brought: nodes to show with everything between them and the seed.
        only: show what lies on the way from the one to the other, and nothing else.
        filters: what is left out.
        limit: items of a history at most, the newest first.
        group: whether a history is shown by tool.
    """

    history: Ref | None = None
    seed: Ref | None = None
    sides: Sides = "both"
    hops: Mapping[Hop, int] = field(default_factory=dict)
    opened: Mapping[Ref, int] = field(default_factory=dict)
    folded: frozenset[Ref] = frozenset()
    brought: tuple[Ref, ...] = ()
    only: tuple[Ref, Ref] | None = None
    filters: Filters = field(default_factory=Filters)
    limit: int = 1_000
    group: Group = "auto"

    def __post_init__(self) -> None:
        """Refuse what makes no picture."""
        if (self.history is None) == (self.seed is None):
            raise BadRequest("A view begins at a history or at a seed: name one of them.")
        if not 1 <= self.limit <= MAX_ITEMS:
            raise BadRequest(f"limit must be between 1 and {MAX_ITEMS}.")
        if self.group not in get_args(Group) or (self.group == "tool" and self.history is None):
            raise BadRequest(f"group {self.group!r} is none of {', '.join(get_args(Group))}, or this is no history.")
        if any(len(each) > MAX_OPEN for each in (self.hops, self.opened, self.folded, self.brought)):
            raise BadRequest(f"More than {MAX_OPEN} things are open: fold some.")
        self._check_what_opens_and_folds()

    def _check_what_opens_and_folds(self) -> None:
        for ref in self.opened:
            if ref.src not in EXECUTIONS | {"hdca"}:
                raise BadRequest(f"{ref} does not open: only collections and executions do.", ref)
        for ref in self.folded:
            if ref.src != "workflow_invocation":
                raise BadRequest(f"{ref} does not fold: only runs of workflows do.", ref)
