"""What a search answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import Absent, Answer, Flag, HistoryName, Id, NodeSrc, Time

SearchKind = Literal["history", "hdca", "hda", "tool_execution"]


class Hit(Answer):
    """One thing that was found. `kind` is what it is; an execution is named by the record that it stands on."""

    src: NodeSrc | Literal["history"]
    id: Id
    instance: Absent[str] = None
    kind: SearchKind
    name: str | None
    hid: Absent[int] = None
    state: Absent[str] = None
    extension: Absent[str] = None
    collection_type: Absent[str] = None
    tool_id: Absent[str] = None
    tool_version: Absent[str] = None
    tags: list[str] = Field(default_factory=list)
    deleted: Flag = False
    create_time: Absent[Time] = None
    owner: Absent[str] = Field(default=None, description="of a history")
    history: Annotated[Absent[HistoryName], Field(description="where it stands, when the caller may read that")] = None


class SearchAnswer(Answer):
    """A page of what was found, the best first; `next` is the cursor of the next page, null on the last."""

    items: list[Hit]
    next: str | None
