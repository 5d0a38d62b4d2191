"""Two things side by side."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.base import Answer, Id, OrStub, Reference, States, Time
from api.schemas.executions import Invocation
from api.schemas.graphs import HistoryGraph, Node
from api.schemas.lineage import LineageNode


class SettingValue(Answer):
    """What one side has set, as the tool form shows it."""

    text: str | None
    is_default: bool | None = Field(description="null where the default is not known")
    default: str | None = Field(description="what the form shows for the default")


class Setting(Answer):
    """One thing that is set for a step; a side is null where its form does not have it."""

    kind: Literal["tool", "version", "parameter"]
    name: str = Field(description="the flat name", examples=["library|reads"])
    label: str
    groups: list[str] = Field(description="labels of the groups that it stands in, the outermost first")
    left: SettingValue | None
    right: SettingValue | None
    differs: bool


class Feed(Answer):
    """What both sides read by one input."""

    input: str
    label: str | None
    left: list[OrStub[Node]]
    right: list[OrStub[Node]]
    differs: bool


class ComparedRun(Answer):
    """An execution on one side."""

    src: str
    id: Id
    tool_id: str | None
    tool_name: str | None
    tool_version: str | None
    create_time: Time | None
    end_time: Time | None
    states: States


class ComparedStep(Answer):
    """Two executions that stand at the same place; a side is null where only the other has the step."""

    left: ComparedRun | None
    right: ComparedRun | None
    settings: list[Setting] = Field(description="tool (where it differs), version and parameters, as in the form")
    feeds: list[Feed]
    differing: int = Field(description="how many settings differ")


class Source(Answer):
    """Data that the steps begin with: the same on both sides, two that stand for each other, or one alone."""

    left: LineageNode | None
    right: LineageNode | None


class Member(Reference):
    """A node of the comparison, and the side that it is on."""

    side: Literal["left", "right", "both"]


class Comparison(Answer):
    """Two results, executions or runs of workflows, and what differs in how they came about."""

    left: LineageNode | Invocation
    right: LineageNode | Invocation
    differing: int = Field(description="how many settings differ in all")
    steps: list[ComparedStep] = Field(description="executions that only one side comes from, as they ran")
    sources: list[Source]
    shared: int = Field(description="executions that both sides come from")
    members: list[Member] = Field(description="what the picture of the comparison shows")
    graph: HistoryGraph = Field(description="the picture: its nodes, edges and, when asked for, places")
    hidden_by_access: int = Field(description="nodes on either side that the caller may not read")
    is_whole: bool = Field(description="false when there is more than could be compared")
