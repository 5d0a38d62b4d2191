"""What all shapes have in common: references, times, and members that are left out.

A member that may be null is always there; a member that may be absent is left out when there is nothing to say.
"""

from __future__ import annotations

from operator import not_
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")

ABSENT = "x-absent"
"""Marks a member that is left out, for `openapi`."""

NodeSrc = Literal[
    "hda",
    "hdca",
    "tool_request",
    "tool_execution",
    "job",
    "implicit_collection_jobs",
    "workflow_invocation_step",
]
ItemSrc = Literal["hda", "hdca"]
ExecutionSrc = Literal["tool_execution", "job", "implicit_collection_jobs", "workflow_invocation_step"]

States = Annotated[dict[str, int], Field(description="state → how many", examples=[{"ok": 5, "error": 1}])]
Time = Annotated[str, Field(description="UTC, ISO 8601", examples=["2026-11-20T12:00:00.000000Z"])]
Id = Annotated[str, Field(description="as Galaxy encodes it; decimal when no id secret is configured")]


def _is_none(value: object) -> bool:
    return value is None


Absent = Annotated[T | None, Field(exclude_if=_is_none, json_schema_extra={ABSENT: True})]
"""Left out when it is not known or does not apply."""

Flag = Annotated[bool, Field(exclude_if=not_)]
"""Left out when it is false."""


class Answer(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Reference(Answer):
    """One record of Galaxy. `instance` only when it is another Galaxy than the one asked about.

    `restricted` when it is a stub: the id is random.
    """

    src: str = Field(examples=["hda"])
    id: Id
    instance: Absent[str] = None
    restricted: Flag = False


class Stub(Answer):
    """Stands for something that the caller may not read: only its kind is told; the id is random in every answer."""

    src: str = Field(examples=["hda"])
    id: str = Field(description="random, new in every answer", examples=["9f86d081884c7d659a2feaa0c55ad015"])
    restricted: Literal[True]


OrStub = Annotated[Stub | T, Field(union_mode="left_to_right")]
"""The thing itself, or a stub when the caller may not read it."""


class HistoryName(Answer):
    """A history, named. `owner` is the public user name."""

    id: Id
    name: str | None
    owner: Absent[str] = None
    instance: Absent[str] = None
