"""Lineage, paths and impact."""

from __future__ import annotations

from operator import not_

from pydantic import Field

from api.schemas.base import Absent, Answer, Flag, HistoryName, Id, NodeSrc, OrStub, Reference, States, Time
from explorer.lineage.model import Reason


class More(Answer):
    """How many neighbours of a border node are neither on this page nor on an earlier one."""

    upstream: int
    downstream: int


class LineageNode(Answer):
    """A dataset, a collection, an execution, or at element granularity a job."""

    src: NodeSrc
    id: Id
    instance: Absent[str] = None
    name: str | None
    hid: int | None = Field(description="number in its history")
    state: str | None = Field(description="of an item or a job")
    extension: str | None
    collection_type: str | None
    deleted: bool | None
    visible: bool | None
    tool_id: str | None
    tool_name: str | None
    create_time: Absent[Time] = None
    history: Absent[HistoryName] = Field(None, description="where an item stands")
    tool_version: Absent[str] = None
    validity: Absent[str] = Field(None, description="of the captured request: validated, not_validated, … or missing")
    states: Absent[States] = Field(None, description="states of an execution's jobs")
    hops: Absent[int] = Field(None, description="how many data items away from the seed")
    more: Absent[More] = Field(None, description="of a border node: what is known beyond it")


class LineageEdge(Answer):
    """An edge along the flow of data; one to a stub has no properties."""

    source: Reference
    target: Reference
    type: str = Field(examples=["CONSUMED_BY"], description="as in the graph")
    input: Absent[str] = Field(None, description="the tool's flat input name, such as `cond|x`")
    output: Absent[str] = Field(None, description="the tool's output name")
    via: Absent[str] = Field(None, description="what says so: `payload`, `job` or `premap`")
    mapped: Flag = Field(default=False, description="the execution took each element by itself")
    path: list[str] = Field(default_factory=list, exclude_if=not_, description="identifiers of a collection's element")
    identifier: Absent[str] = Field(None, description="of the element")
    index: Absent[int] = Field(None, description="position in the collection, depth first")


class Cut(Answer):
    """What is not in this answer, and how to go on."""

    reasons: list[Reason]
    shown: int = Field(description="nodes of this page")
    hidden_by_access: int = Field(description="how many of them are stubs; of a table: rows that are left out")
    next: str | None = Field(description="`cursor` of the next page")


class Lineage(Answer):
    """Nodes, the seed first and hop by hop, stubs last; edges between nodes of this page and of earlier ones."""

    nodes: list[OrStub[LineageNode]]
    edges: list[LineageEdge]
    truncated: Cut


class Reached(Answer):
    """How much there is in all, whatever may be read of it."""

    datasets: int
    collections: int
    executions: int


class Impact(Answer):
    """What depends on something: counts of all of it, and one page of its datasets and collections."""

    counts: Reached
    rows: list[LineageNode]
    truncated: Cut
