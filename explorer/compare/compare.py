"""Compare two things: read what both come from, pair their steps, and lay the settings side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.access import Access
from explorer.compare.graph import graph_of
from explorer.compare.model import Comparison, Feed, Member, Run, Side, Source, Step
from explorer.compare.origins import Origins, read_origins
from explorer.compare.pairing import Pair, Pairing, tool_of
from explorer.compare.settings import compare_settings
from explorer.errors import BadRequest
from explorer.executions.invocations import read_invocation
from explorer.executions.model import Invocation, ToolExecutionDetail
from explorer.executions.reading import read_executions
from explorer.graph.model import Item
from explorer.lineage.model import LineageNode
from explorer.lineage.seeds import seeds
from explorer.refs import Ref

Details = Mapping[Ref, ToolExecutionDetail]


@dataclass(frozen=True, slots=True)
class Halves:
    """Everything that each side comes from, the nearest first."""

    left: dict[Ref, None]
    right: dict[Ref, None]

    def side_of(self, ref: Ref) -> Side:
        """Return the side that a node is on."""
        if ref in self.left:
            return "both" if ref in self.right else "left"
        return "right"


def compare(access: Access, left: Ref, right: Ref) -> Comparison:
    """Compare two results or executions by how they came about, or two runs of workflows step by step.

    Raises:
        NotFound: one of them is not in the graph.
        Forbidden: the caller may not read one of them.
        BadRequest: they are of two kinds, or nothing that has a lineage.
    """
    if "workflow_invocation" in {left.src, right.src}:
        return _compare_invocations(access, left, right)
    if left.is_item != right.is_item:
        raise BadRequest(f"{left} and {right} cannot be compared: ask about two results, or about two executions.")
    begin = [seeds(access, ref, "execution")[0] for ref in (left, right)]
    origins = read_origins(access, list(dict.fromkeys(begin)))
    first, second = map(Ref.of_key, begin)
    shown = origins.nodes.get(first), origins.nodes.get(second)
    if shown[0] is None or shown[1] is None:
        raise BadRequest(f"{left} and {right} cannot be compared: an upload has nothing that it comes from.")
    halves = Halves(origins.closure([first]), origins.closure([second]))
    return _compare(access, origins, halves, [(first, second)], (shown[0], shown[1]))


def _compare_invocations(access: Access, left: Ref, right: Ref) -> Comparison:
    """Pair the executions of the same steps, by their place in the workflow."""
    runs = read_invocation(access, left), read_invocation(access, right)
    scheduled = [{step.order_index: step.executions for step in run.steps if step.executions} for run in runs]
    pairs = [
        pair for place, refs in scheduled[0].items() for pair in zip(refs, scheduled[1].get(place, ()), strict=False)
    ]
    members = [[ref for refs in each.values() for ref in refs] for each in scheduled]
    readable = access.readable(ref.key for refs in members for ref in refs)
    origins = read_origins(access, sorted(readable), depth=1)
    halves = Halves(*(_with_inputs(origins, refs) for refs in members))
    begin = [pair for pair in pairs if _is_one_tool(origins, *pair)]
    return _compare(access, origins, halves, begin, runs)


def _is_one_tool(origins: Origins, left: Ref, right: Ref) -> bool:
    known = [origins.nodes[ref] for ref in (left, right) if ref in origins.nodes]
    return len(known) == len((left, right)) and tool_of(known[0]) == tool_of(known[1])


def _with_inputs(origins: Origins, executions: Sequence[Ref]) -> dict[Ref, None]:
    known = [ref for ref in executions if ref in origins.nodes]
    return dict.fromkeys(each for ref in known for each in (ref, *origins.sources_of(ref)))


def _compare(
    access: Access,
    origins: Origins,
    halves: Halves,
    begin: Sequence[Pair],
    asked: tuple[LineageNode, LineageNode] | tuple[Invocation, Invocation],
) -> Comparison:
    shared = halves.left.keys() & halves.right.keys()
    pairing = Pairing(origins, shared)
    pairing.pair(begin, list(halves.left), list(halves.right))
    own = [ref for ref in dict.fromkeys([*halves.left, *halves.right]) if ref not in shared]
    details = {each.ref: each for each in read_executions(access, [ref.key for ref in own if not ref.is_item])}
    steps = tuple(_steps(details, halves, pairing))
    drawn = list(_drawn(origins, own))
    return Comparison(
        left=asked[0],
        right=asked[1],
        differing=sum(step.differing for step in steps),
        steps=steps,
        sources=tuple(_sources(origins, own, halves, pairing)),
        shared=sum(not ref.is_item for ref in shared),
        members=tuple(Member(ref, halves.side_of(ref)) for ref in drawn),
        graph=graph_of(details.values(), set(drawn)),
        hidden_by_access=origins.hidden,
        is_whole=origins.is_whole,
    )


def _drawn(origins: Origins, own: Sequence[Ref]) -> Iterator[Ref]:
    """Yield what only one side has, and what is read there directly, even if both sides share it."""
    yield from dict.fromkeys(ref for one in own for ref in (one, *origins.sources_of(one)))


def _steps(details: Details, halves: Halves, pairing: Pairing) -> Iterator[Step]:
    """Yield the steps as they ran; what only one side has stands at its own time."""
    found: list[tuple[ToolExecutionDetail | None, ToolExecutionDetail | None]] = []
    for ref, detail in details.items():
        if ref in halves.left:
            found.append((detail, details.get(pairing.right_of.get(ref, ref)) if ref in pairing.right_of else None))
        elif not pairing.is_paired(ref):
            found.append((None, detail))
    for left, right in sorted(found, key=_time):
        yield _step(left, right)


def _step(left: ToolExecutionDetail | None, right: ToolExecutionDetail | None) -> Step:
    settings = compare_settings(left, right)
    return Step(
        left=_run(left),
        right=_run(right),
        settings=settings,
        feeds=_feeds(left, right),
        differing=sum(setting.differs for setting in settings),
    )


def _time(pair: tuple[ToolExecutionDetail | None, ToolExecutionDetail | None]) -> tuple[str, str]:
    known = [each for each in pair if each is not None]
    return known[0].create_time or "", str(known[0].ref)


def _run(found: ToolExecutionDetail | None) -> Run | None:
    if found is None:
        return None
    return Run(
        ref=found.ref,
        tool_id=found.tool.id,
        tool_name=found.tool.name,
        tool_version=found.tool.version,
        create_time=found.create_time,
        end_time=found.end_time,
        states=found.jobs.states,
    )


def _feeds(left: ToolExecutionDetail | None, right: ToolExecutionDetail | None) -> tuple[Feed, ...]:
    """Return the inputs of two executions side by side; none where one is missing."""
    if left is None or right is None:
        return ()
    labels = {each.input: each.label for each in (*right.inputs, *left.inputs)}
    return tuple(_feed(name or "", labels[name], left, right) for name in labels)


def _feed(name: str, label: str | None, left: ToolExecutionDetail, right: ToolExecutionDetail) -> Feed:
    read = [_items(detail, name) for detail in (left, right)]
    same = [item.ref for item in read[0]] == [item.ref for item in read[1]]
    return Feed(input=name, label=label, left=read[0], right=read[1], differs=not same)


def _items(detail: ToolExecutionDetail, name: str) -> tuple[Item, ...]:
    return tuple({each.item.ref: each.item for each in detail.inputs if (each.input or "") == name}.values())


def _sources(origins: Origins, own: Sequence[Ref], halves: Halves, pairing: Pairing) -> Iterator[Source]:
    """Yield what the steps begin with, what is on both sides first; two that stand for each other are one."""
    begun = [ref for ref in _drawn(origins, own) if ref.is_item and _is_source(origins, halves, ref)]
    for ref in sorted(begun, key=lambda ref: (halves.side_of(ref) != "both", ref.id)):
        side, node = halves.side_of(ref), origins.nodes[ref]
        if side == "both":
            yield Source(node, node)
        elif side == "left":
            other = pairing.right_of.get(ref)
            yield Source(node, origins.nodes[other] if other else None)
        elif not pairing.is_paired(ref):
            yield Source(None, node)


def _is_source(origins: Origins, halves: Halves, ref: Ref) -> bool:
    return halves.side_of(ref) == "both" or not origins.sources_of(ref)
