"""Which execution a job, an ICJ or a workflow step belongs to; pure.

The rules are those of galaxy/records.md 3 and 5: under an ICJ its execution, and stop; else the job's own; else the
workflow step's. What is not captured stands on the record itself, so that every job belongs to exactly one execution.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from loaders.keys import ExecutionId

Via = Literal["own", "icj", "step", "request", "collection"]


class Resolution(NamedTuple):
    """The execution, and how it is known."""

    execution: ExecutionId
    via: Via

    @property
    def is_captured(self) -> bool:
        """Tell whether the execution stands on a record of its own, not on the job or the ICJ."""
        return self.execution.kind in ("te", "wis")


def own(kind: str, id_: int) -> Resolution:
    """Return the execution that stands on the record itself."""
    return Resolution(ExecutionId(kind, id_), "own")


def only(values: Iterable[int | None]) -> int | None:
    """Return the one distinct value, NULLs aside; None when there is none or more than one."""
    distinct = {value for value in values if value is not None}
    return distinct.pop() if len(distinct) == 1 else None


def resolve_mapped(icj: int, requests: Collection[int | None], tied: Iterable[int]) -> Resolution:
    """Resolve an ICJ of a Galaxy that keeps requests on jobs.

    Args:
        icj: its id.
        requests: `tool_request_id` of each of its jobs; empty when it has none.
        tied: requests that its output collections are tied to (TRICA).
    """
    if (request := only(requests)) is not None:
        return Resolution(ExecutionId("te", request), "own")
    if not requests and (request := only(tied)) is not None:
        return Resolution(ExecutionId("te", request), "collection")
    return own("icj", icj)


def resolve_job(job: int, mapped: Resolution | None, request: int | None) -> Resolution:
    """Resolve a job; `mapped` is what its ICJ resolved to, `request` its own `tool_request_id`."""
    if mapped is not None:
        return Resolution(mapped.execution, "icj")
    if request is not None:
        return Resolution(ExecutionId("te", request), "own")
    return own("job", job)


def validity(state: str | None, *, is_object: bool) -> str:
    """Return an execution's state from `request_state`; older and unknown ones as the backfill does (records.md 5)."""
    if state in ("validated", "not_validated", "validation_failed"):
        return state
    return "validated" if is_object else "missing"
