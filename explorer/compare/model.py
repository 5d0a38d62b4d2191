"""What a comparison answers: plain frozen values. `left` is None where only the right side has something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.executions.model import Invocation
from explorer.graph.model import HistoryGraph, Item, States
from explorer.lineage.model import LineageNode
from explorer.refs import Ref

Side = Literal["left", "right", "both"]
Kind = Literal["tool", "version", "parameter"]


@dataclass(frozen=True, slots=True)
class Value:
    """What one side has set. `is_default` is None where the default is not known."""

    text: str | None
    is_default: bool | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that is set for a step. `name` is the flat name (`cond|x`), `groups` the labels around it."""

    kind: Kind
    name: str
    label: str
    groups: tuple[str, ...] = ()
    left: Value | None
    right: Value | None
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What both sides read by one input."""

    input: str
    label: str | None
    left: tuple[Item, ...]
    right: tuple[Item, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An execution on one side. `states`: of its jobs."""

    ref: Ref
    tool_id: str | None
    tool_name: str | None
    tool_version: str | None
    create_time: str | None
    end_time: str | None
    states: States


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two executions that stand at the same place, or one that only one side has.

    `differing` counts the settings that differ; none where one side lacks the step.
    """

    left: Run | None
    right: Run | None
    settings: tuple[Setting, ...]
    feeds: tuple[Feed, ...]
    differing: int


@dataclass(frozen=True, slots=True)
class Source:
    """Data that the compared steps begin with: the same on both sides, two that stand for each other, or one alone."""

    left: LineageNode | None
    right: LineageNode | None


@dataclass(frozen=True, slots=True)
class Member:
    """A node of the comparison's picture, and the side that it is on."""

    ref: Ref
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two things and what differs in how they came about.

    `left` and `right` are what was asked about. `differing` counts the settings that differ, `shared` the executions
    that both come from, which are no steps; `hidden_by_access` what the caller may not read of both. `is_whole` is
    false when there is more than could be compared.
    """

    left: LineageNode | Invocation
    right: LineageNode | Invocation
    differing: int
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    shared: int
    members: tuple[Member, ...]
    graph: HistoryGraph
    hidden_by_access: int
    is_whole: bool
