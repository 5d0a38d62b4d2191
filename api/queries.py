"""The parameters of Galaxy's history graph: the same names, bounds, defaults and messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query
from fastapi.exceptions import RequestValidationError

from api.schemas import ItemSrc, NodeSrc, Profile
from explorer.graph.model import Direction

SEEDS: Final[dict[str, tuple[str, ...]]] = {
    "galaxy-26.1": ("hda", "hdca", "tool_request"),
    "tes": ("hda", "hdca", "tool_execution"),
    "full": (
        *("hda", "hdca", "tool_request", "tool_execution"),
        *("job", "implicit_collection_jobs", "workflow_invocation_step"),
    ),
}
"""Which nodes there are in each profile, so which may be a seed; an execution answers to its tool request too."""


@dataclass(frozen=True, slots=True)
class GraphQuery:
    """What a history graph is asked for."""

    profile: Annotated[
        Profile,
        Query(
            description="`galaxy-26.1`: as Galaxy 26.1 answers; `tes`: as its successor with captured executions;"
            " `full`: everything that is known"
        ),
    ] = "full"
    limit: Annotated[
        int,
        Query(ge=1, le=2000, description="items considered at most, the newest first; more than 1000 count as 1000"),
    ] = 500
    include_deleted: Annotated[bool, Query(description="include deleted datasets and collections")] = False
    seed_src: Annotated[NodeSrc | None, Query(description="with `seed_id`: show only what is connected to it")] = None
    seed_id: Annotated[str | None, Query(description="encoded id of that node")] = None
    direction: Annotated[Direction, Query(description="from the seed: `backward` is upstream")] = "both"
    depth: Annotated[
        int, Query(ge=1, le=20, description="hops from the seed; from data to an execution is one, on to data another")
    ] = 20
    seed_scope_src: Annotated[
        ItemSrc | None, Query(description="with `seed_scope_id`: consider the items around this one, not the newest")
    ] = None
    seed_scope_id: Annotated[str | None, Query(description="encoded id of that item")] = None
    layout: Annotated[bool, Query(description="add the coordinates of the picture (`profile=full`)")] = False

    def __post_init__(self) -> None:
        """Refuse a seed that is no node of the profile, as Galaxy does."""
        if self.seed_src is not None and self.seed_src not in SEEDS[self.profile]:
            raise _literal_error("seed_src", SEEDS[self.profile], self.seed_src)
        if self.layout and self.profile != "full":
            raise _literal_error("profile", ("full",), self.profile)


def _literal_error(name: str, allowed: tuple[str, ...], found: str) -> RequestValidationError:
    *most, last = map(repr, allowed)
    expected = f"{', '.join(most)} or {last}" if most else last
    message = f"Input should be {expected}"
    return RequestValidationError([{"type": "literal_error", "loc": ("query", name), "msg": message, "input": found}])
