"""States of many things in one: counts, and which of them speaks for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explorer.graph.records import LeavesRow

WORST = (
    "error",
    "failed",
    "failed_metadata",
    "paused",
    "waiting",
    "running",
    "setting_metadata",
    "upload",
    "queued",
    "new",
    "discarded",
    "deferred",
    "empty",
    "ok",
)
"""States of datasets, the one that speaks for its collection first (Galaxy's order; `experience/reference.js`)."""

RESTRICTED = "restricted"
"""Counts what the caller may not read."""

FAILED = frozenset({"error", "failed", "failed_metadata"})
"""States of what went wrong."""

_RANK: Mapping[str, int] = {state: rank for rank, state in enumerate(WORST)}


def worst(states: Iterable[str]) -> str:
    """Return the state that speaks for all of them; one that is not in the table speaks before `ok`."""
    return min(states, key=_place)


def count_states(states: Iterable[str | None]) -> dict[str, int]:
    """Count states, the worst first; an unknown state is `unknown`."""
    counts: dict[str, int] = {}
    for state in states:
        counts[state or "unknown"] = counts.get(state or "unknown", 0) + 1
    return order_states(counts)


def order_states(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counted states, the worst first."""
    if len(counts) < 2:  # noqa: PLR2004 - as with most: nothing to put in order
        return dict(counts)
    return {state: counts[state] for state in sorted(counts, key=_place)}


def count_leaves(rows: Iterable[LeavesRow]) -> dict[str, dict[str, int]]:
    """Count leaves by state for each collection; the two halves of a pair are one leaf with the worse state."""
    states: dict[str, list[str | None]] = {}
    pairs: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in rows:
        found = states.setdefault(row.collection, [])
        if row.pair:
            pairs.setdefault((row.collection, tuple(row.pair)), []).append(row.state or "unknown")
        else:
            found += [row.state] * row.number
    for (collection, _), halves in pairs.items():
        states[collection].append(worst(halves))
    return {collection: count_states(found) for collection, found in states.items()}


def _place(state: str) -> tuple[float, str]:
    return _RANK.get(state, len(WORST) - 1.5), state
