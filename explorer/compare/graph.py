"""The picture of a comparison, as a graph: what only one side has, and what is read there directly. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from explorer.executions.model import Input, Output, ToolExecutionDetail
from explorer.graph.model import Edge, EdgeType, Execution, HistoryGraph, Item, Node, Truncation
from explorer.refs import Ref

_INPUTS: dict[str, EdgeType] = {"hda": "dataset_input", "hdca": "collection_input"}
_OUTPUTS: dict[str, EdgeType] = {"hda": "dataset_output", "hdca": "collection_output"}


def graph_of(details: Iterable[ToolExecutionDetail], members: Collection[Ref]) -> HistoryGraph:
    """Return the executions and the members among their inputs and outputs."""
    nodes: dict[Ref, Node] = {}
    edges: list[Edge] = []
    for detail in details:
        nodes[detail.ref] = _execution(detail)
        for item, edge in _around(detail):
            if item.ref in members:
                nodes[item.ref] = item
                edges.append(edge)
    return HistoryGraph(tuple(nodes.values()), tuple(edges), Truncation())


def _around(detail: ToolExecutionDetail) -> Iterator[tuple[Item, Edge]]:
    yield from ((each.item, _input(each, detail.ref)) for each in detail.inputs)
    yield from ((each.item, _output(each, detail.ref)) for each in detail.outputs)


def _input(each: Input, execution: Ref) -> Edge:
    return Edge(
        source=each.item.ref,
        target=execution,
        type=_INPUTS[each.item.ref.src],
        input=each.input,
        via=each.via,
        mapped=each.mapped,
        element=bool(each.path),
    )


def _output(each: Output, execution: Ref) -> Edge:
    return Edge(source=execution, target=each.item.ref, type=_OUTPUTS[each.item.ref.src], output=each.output)


def _execution(detail: ToolExecutionDetail) -> Execution:
    return Execution(
        ref=detail.ref,
        tool_id=detail.tool.id,
        tool_name=detail.tool.name,
        tool_version=detail.tool.version,
        validity=detail.validity,
        states=detail.jobs.states,
        count=detail.jobs.total,
        mapped=detail.implicit_collection_jobs is not None or detail.jobs.total > 1,
        create_time=detail.create_time,
    )
