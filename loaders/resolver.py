"""Which execution a job, an ICJ or a workflow step belongs to; pure.

The rules are those of galaxy/records.md 3 and 5: under an ICJ its execution, and stop; else the job's own; else the
workflow step's. What is not captured stands on the record itself, so that every job belongs to exactly one execution.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
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


def resolve_mapped(
    icj: int, requests: Collection[int | None], tied: Iterable[int], step: ExecutionId | None = None
) -> Resolution:
    """Resolve an ICJ that names no execution itself.

    Args:
        icj: its id.
        requests: the executions that its jobs name, where those count; empty when it has no job.
        tied: executions that its output collections are tied to (TRICA, TEICA).
        step: the execution of the workflow step that it ran for.
    """
    if (request := only(requests)) is not None:
        return Resolution(ExecutionId("te", request), "own")
    if not requests and (request := only(tied)) is not None:
        return Resolution(ExecutionId("te", request), "collection")
    return Resolution(step, "step") if step is not None else own("icj", icj)


@dataclass(frozen=True, slots=True)
class Links:
    """What the records say of a job, or of an ICJ: the execution it names itself, or others name for it."""

    own: int | None = None
    """Of the execution `te/…` that its own row names."""

    request: int | None = None
    """Of the execution of its tool request, where the job itself lost the link (a batch in G2)."""

    step: ExecutionId | None = None
    """Of the workflow step that it ran for."""


NO_LINKS = Links()
"""Nothing names an execution."""


def resolve_job(job: int, mapped: Resolution | None, links: Links) -> Resolution:
    """Resolve a job; `mapped` is what its ICJ resolved to: it counts whatever the job itself says."""
    if mapped is not None:
        return Resolution(mapped.execution, "icj")
    return resolve_links(links) or own("job", job)


def resolve_links(links: Links) -> Resolution | None:
    """Return the execution that a record names: its own, that of its request, that of its workflow step."""
    if links.own is not None:
        return Resolution(ExecutionId("te", links.own), "own")
    if links.request is not None:
        return Resolution(ExecutionId("te", links.request), "request")
    return Resolution(links.step, "step") if links.step is not None else None


VALIDITIES = ("validated", "not_validated", "validation_failed")


def captured_validity(state: str | None, *, is_object: bool) -> str:
    """Return the state of an execution that Galaxy keeps as such; an unknown one is a failed one (records.md 3).

    The migration calls every payload valid, also one that is no object: that is as good as none.
    """
    if state not in VALIDITIES:
        return "validation_failed"
    return "missing" if state == "validated" and not is_object else state


def validity(state: str | None, *, is_object: bool) -> str:
    """Return an execution's state from `request_state`; older and unknown ones as the backfill does (records.md 5)."""
    if state is not None and state in VALIDITIES:
        return state
    return "validated" if is_object else "missing"
