"""Edges of a history graph by key, worked out from the rows of the statements by the rules of a profile.

Pure: rows go in, `Draft`s come out. Which items a graph names without having selected them follows from the drafts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from explorer.graph.model import EdgeType
from explorer.graph.profiles import VIA_RANK, Profile
from explorer.graph.records import (
    Candidate,
    CaptureOriginRow,
    ElementRow,
    InputRow,
    ItemRow,
    LeavesRow,
    OriginRow,
    Parent,
    RequestOriginRow,
    Standing,
)


class Draft(NamedTuple):
    """An edge between two keys. `via` of a draft that no record states is None."""

    source: str
    target: str
    type: EdgeType
    input: str | None = None
    output: str | None = None
    via: str | None = None
    mapped: bool = False
    element: bool = False
    path: tuple[str, ...] = ()


class Scope(NamedTuple):
    """What may be shown: the keys of the selected items, and whether deleted items may join them."""

    chosen: frozenset[str]
    include_deleted: bool


def is_collection(key: str) -> bool:
    """Tell whether a key is that of a collection."""
    return "/hdca/" in key


def is_item(key: str) -> bool:
    """Tell whether a key is that of a dataset or a collection."""
    return "/hda/" in key or "/hdca/" in key


def choose(items: Sequence[ItemRow], limit: int) -> dict[str, ItemRow]:
    """Return the items that a graph selects: the first `limit`, then without hidden elements, which have used it up."""
    return {
        row.key: row for row in items[:limit] if not Standing(row.key, row.visible, row.is_element).is_hidden_element
    }


def requesting(rows: Iterable[RequestOriginRow], profile: Profile) -> list[Candidate]:
    """Return the tool requests that made items; that of the last job comes last, and names the tool."""
    return [
        Candidate(row.item, f"{row.item.split('/', 1)[0]}/tr/{row.request}", row.tool_id)
        for row in sorted(rows, key=lambda row: row.job)
        if row.tool_id not in profile.not_producers
    ]


def capturing(rows: Iterable[CaptureOriginRow], profile: Profile) -> list[Candidate]:
    """Return the captured executions that made items; what no job says comes last, and names the tool, if any."""
    return [
        Candidate(row.item, row.execution, row.tool_id)
        for row in sorted(rows, key=lambda row: (row.job is None, row.job or 0, row.execution))
        if row.tool_id not in profile.not_producers and row.execution.split("/")[1] == "te"
    ]


def sole_outputs(candidates: Iterable[Candidate]) -> tuple[list[Draft], dict[str, str | None]]:
    """Return output edges and the tool id of each producer; none for an item of several producers.

    A producer with several tools is named after that of the last candidate.
    """
    producers: dict[str, set[str]] = defaultdict(set)
    tools: dict[str, str | None] = {}
    for item, producer, tool_id in candidates:
        producers[item].add(producer)
        tools[producer] = tool_id
    sole = {item: next(iter(found)) for item, found in producers.items() if len(found) == 1}
    drafts = [Draft(producer, item, _kind(item, "output")) for item, producer in sole.items()]
    return drafts, {producer: tools[producer] for producer in sole.values()}


def outputs(rows: Iterable[OriginRow]) -> list[Draft]:
    """Return an edge from every execution that produced an item."""
    return [
        Draft(row.source, row.item, _kind(row.item, "output"), output=row.output)
        for row in rows
        if row.type == "PRODUCED"
    ]


def copies(rows: Iterable[OriginRow], scope: Scope, profile: Profile) -> list[Draft]:
    """Return an edge from what an item is a copy of; the copy of a hidden element comes from its collection."""
    return [
        Draft(_stand_in(row.standing, scope, profile), row.item, _copy(row.item))
        for row in rows
        if row.type == "COPIED_TO"
    ]


def elements(rows: Iterable[ElementRow], scope: Scope, profile: Profile) -> list[Draft]:
    """Return where collections made by hand come from: visible leaves, and the origins of hidden ones."""
    drafts = []
    for row in rows:
        if row.visible:
            drafts.append(Draft(row.leaf, row.collection, "dataset_element"))
        else:
            drafts += [_element_origin(origin, scope, profile) for origin in row.origins]
    return [draft for draft in dict.fromkeys(drafts) if draft.source != draft.target]


def standing(rows: Iterable[LeavesRow]) -> list[Draft]:
    """Return an edge from each visible leaf to every collection that it stands in: both when they share it."""
    return [Draft(row.shown, row.collection, "dataset_element") for row in rows if row.shown]


def inputs(rows: Iterable[InputRow], scope: Scope, profile: Profile) -> list[Draft]:
    """Return input edges: one for each item, execution and input name that the profile's evidence supports."""
    rows = [row for row in rows if row.via in profile.evidence and (profile.element_inputs or row.src != "dce")]
    gathered = _gathered(rows) if profile.enriched else {}
    found: dict[tuple[str, str, str | None], Draft] = {}
    for row in rows:
        draft = _input(row, gathered, scope, profile)
        place = (draft.source, draft.target, draft.input)
        found[place] = _stronger(found[place], draft) if place in found else draft
    return list(found.values())


def _kind(item: str, way: str) -> EdgeType:
    if is_collection(item):
        return "collection_input" if way == "input" else "collection_output"
    return "dataset_input" if way == "input" else "dataset_output"


def _copy(item: str) -> EdgeType:
    return "collection_copy" if is_collection(item) else "dataset_copy"


def _element_origin(row: OriginRow, scope: Scope, profile: Profile) -> Draft:
    if row.type == "PRODUCED":
        return Draft(row.source, row.item, "collection_output", output=row.output, via="elements")
    origin = _stand_in(row.standing, scope, profile)
    if is_collection(origin):
        return Draft(origin, row.item, "collection_copy", via="elements")
    return Draft(origin, row.item, "dataset_element", via="copy")


def _gathered(rows: Iterable[InputRow]) -> dict[tuple[str, str | None], set[str]]:
    """Return the collections that an input was mapped over, by execution and input name."""
    found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in rows:
        if row.via == "premap":
            found[row.execution, row.input].add(row.item)
    return found


def _input(row: InputRow, gathered: Mapping[tuple[str, str | None], set[str]], scope: Scope, profile: Profile) -> Draft:
    over = gathered.get((row.execution, row.input), ())
    source: str | None = next((parent[0] for parent in row.parents if parent[0] in over), None)
    if source is None:
        source = _stand_in(row.standing, scope, profile)
    if not profile.enriched:
        return Draft(source, row.execution, _kind(source, "input"))
    return Draft(
        source,
        row.execution,
        _kind(source, "input"),
        input=row.input,
        via=row.via,
        mapped=bool(row.mapped),
        element=is_collection(source) and (source != row.item or bool(row.path)),
        path=tuple(row.path or ()),
    )


def _stronger(one: Draft, other: Draft) -> Draft:
    """Merge two edges of the same ends and input: the stronger evidence, and a path only when they agree on it."""
    best = min(one, other, key=lambda draft: VIA_RANK.get(draft.via or "", len(VIA_RANK)))
    path = one.path if one.path == other.path else ()
    return best._replace(mapped=one.mapped or other.mapped, element=one.element and other.element, path=path)


def _stand_in(item: Standing, scope: Scope, profile: Profile) -> str:
    """Return the key of what stands for an item: its collection for a hidden element, else itself."""
    if is_collection(item.key) or not item.is_hidden_element:
        return item.key
    within = [parent for parent in item.parents if profile.any_depth or parent[1] == 1]
    return _PARENT[profile.parent](within, scope) or item.key


def _last(parents: Sequence[Parent], _: Scope) -> str | None:
    """Galaxy's loop leaves the last row, with no order asked for: the highest id is the most likely one."""
    return max((key for key, _, _ in parents), key=_number, default=None)


def _nearest(parents: Sequence[Parent], scope: Scope) -> str | None:
    allowed = [parent for parent in parents if scope.include_deleted or parent[2] is False]
    best = min(allowed, key=lambda p: (p[0] not in scope.chosen, p[1], _number(p[0])), default=None)
    return best[0] if best else None


def _number(key: str) -> int:
    return int(key.rsplit("/", 1)[1])


_PARENT: Mapping[str, Callable[[Sequence[Parent], Scope], str | None]] = {"last": _last, "nearest": _nearest}
