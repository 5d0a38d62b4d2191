"""The profiles of the history graph: one table that says what each of them shows (`galaxy/history_graph.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from explorer.errors import BadRequest

UPLOADS = frozenset({"__DATA_FETCH__", "upload1"})
"""Tools that bring data in: their executions say no more than that it was uploaded."""

VIA_RANK: Mapping[str, int] = MappingProxyType({"payload": 0, "premap": 1, "job": 2})
"""Evidence for an input, the strongest first."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one profile shows.

    Attributes:
        tool_nodes: `requests`: the tool requests of the jobs that wrote an item, as Galaxy 26.1 asks it;
            `captures`: the captured executions that Galaxy's resolver finds, if their payload was validated
            (`galaxy/records.md` 3); `executions`: every execution, whatever record it stands on. An item with several
            requests or captures shows none of them, as in Galaxy; with several executions all.
        not_producers: tool ids that are no producers.
        evidence: kinds of evidence (`via`) that make an input edge.
        element_inputs: whether an input that named a collection element (`dce`) makes an edge.
        any_depth: whether a hidden element stands for its collection at any depth, or as a direct element only.
        parent: which collection a hidden element stands for: the `last` one (highest id, as Galaxy's loop leaves it),
            or the `nearest` (a shown one before others, never a deleted one that the answer may not show).
        enriched: copies, elements, states, names, and the members that go with them.
    """

    name: str
    tool_nodes: Literal["requests", "captures", "executions"]
    not_producers: frozenset[str]
    evidence: frozenset[str]
    element_inputs: bool
    any_depth: bool
    parent: Literal["last", "nearest"]
    enriched: bool


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            Profile(
                name="galaxy-26.1",
                tool_nodes="requests",
                not_producers=frozenset({"__DATA_FETCH__"}),
                evidence=frozenset({"payload"}),
                element_inputs=False,
                any_depth=False,
                parent="last",
                enriched=False,
            ),
            Profile(
                name="tes",
                tool_nodes="captures",
                not_producers=frozenset({"__DATA_FETCH__"}),
                evidence=frozenset({"payload"}),
                element_inputs=False,
                any_depth=False,
                parent="last",
                enriched=False,
            ),
            Profile(
                name="full",
                tool_nodes="executions",
                not_producers=frozenset(),
                evidence=frozenset(VIA_RANK),
                element_inputs=True,
                any_depth=True,
                parent="nearest",
                enriched=True,
            ),
        )
    }
)


def profile_named(name: str) -> Profile:
    """Return a profile; raise `BadRequest` when there is none of that name."""
    try:
        return PROFILES[name]
    except KeyError:
        raise BadRequest(f"There is no profile {name!r}: use {' or '.join(PROFILES)}.") from None
