"""Small graphs, drawn.

One path a line, or several with two spaces or more between them; nodes by short key, with the flow of data:

    hda:1 -reads-> te:7 -report-> hda:2      an input of the payload, an output
    hda:1 -reads/job-> job:3                 an input that only job records know; `/premap` for a collection mapped over
    hdca:1 -reads*-> te:7                    mapped over (each element by itself)
    hda:1 ~> hda:2                           a copy
    hda:1 in[a/b] hdca:1                     an element, at this path
    job:3 for te:7                           a job of an execution (`icj:1 for te:7`: its map-over); known by its own
                                             record, or `for/step`, `for/icj`, `for/request`, `for/collection`
    job:3 of icj:1                           a job of a map-over
    job:3 wrote hda:2                        what Galaxy's own graph asks
    hda:1 readby job:3                       what the job itself read
    tr:7 asked te:7                          the request behind an execution

Items stand in history 1 with their id as hid, are not deleted, and are visible; `changes` says what is different.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cypher import EdgeRow, Graph, NodeRow
from explorer.graph.model import HistoryGraph
from explorer.refs import KINDS

LABELS = {
    "hda": "Dataset",
    "hdca": "Collection",
    "te": "ToolExecution",
    "wis": "ToolExecution",
    "tr": "ToolRequest",
    "history": "History",
    "ts": "ToolSource",
    "icj": "ImplicitCollectionJobs",
    "job": "Job",
}
_ARROW = re.compile(r"-(?P<name>[\w|]+)(?:/(?P<via>\w+))?(?P<mapped>\*?)->")
_GAP = re.compile(r"\s{2,}")
_ELEMENT = re.compile(r"in\[(?P<path>[^\]]+)\]")
_FOR = re.compile(r"for(?:/(?P<via>\w+))?")
_WORDS = {
    "~>": "COPIED_TO",
    "of": "MEMBER_OF",
    "wrote": "WROTE",
    "readby": "READ_BY",
    "asked": "REQUESTED",
    "like": "OF_TOOL",
}
Changes = Mapping[str, Mapping[str, Any]]


def draw(graph: Graph, picture: str, changes: Changes | None = None) -> None:
    """Write a drawn graph; `changes` are properties by short key, `history` among them."""
    edges = [
        edge
        for line in picture.strip().splitlines()
        for part in _GAP.split(line.strip())
        for edge in path(part.split())
    ]
    ends = {(label, key) for e in edges for label, key in ((e.source_label, e.source), (e.target_label, e.target))}
    ends |= {(LABELS[short.split(":")[0]], full(short)) for short in changes or {}}
    standing = {short: change.get("history", 1) for short, change in (changes or {}).items()}
    nodes = [node(label, key, (changes or {}).get(shortened(key), {})) for label, key in sorted(ends)]
    items = [(label, key) for label, key in sorted(ends) if label in {"Dataset", "Collection"}]
    histories = {1, *standing.values()}
    nodes += [NodeRow("History", full(f"history:{i}"), {"name": f"History {i}"}) for i in sorted(histories)]
    edges += [
        EdgeRow("IN_HISTORY", label, key, "History", full(f"history:{standing.get(shortened(key), 1)}"))
        for label, key in items
    ]
    graph.writer().apply(nodes, edges)


def path(words: list[str]) -> list[EdgeRow]:
    return [edge(*words[at : at + 3]) for at in range(0, len(words) - 2, 2)]


def edge(source: str, arrow: str, target: str) -> EdgeRow:
    kind, properties = meaning(arrow, target)
    return EdgeRow(
        kind, label(source, kind, "source"), full(source), label(target, kind, "target"), full(target), properties
    )


def meaning(arrow: str, target: str) -> tuple[str, dict[str, Any]]:
    if arrow in _WORDS:
        return _WORDS[arrow], {}
    if found := _ELEMENT.fullmatch(arrow):
        steps = found["path"].split("/")
        return "ELEMENT_OF", {"path": steps, "identifier": steps[-1], "index": 0}
    if found := _FOR.fullmatch(arrow):
        return "RAN_FOR", {"via": found["via"] or "own"}
    found = _ARROW.fullmatch(arrow)
    assert found, arrow
    if target.startswith("hd"):
        return "PRODUCED", {"output": found["name"]}
    mapped = True if found["mapped"] else None
    return "CONSUMED_BY", {"input": found["name"], "via": found["via"] or "payload", "mapped": mapped}


def label(short: str, kind: str, end: str) -> str:
    """A job is also an execution: as the end of an input or output, and as what a job ran for."""
    prefix = short.split(":", maxsplit=1)[0]
    is_execution = kind in {"CONSUMED_BY", "PRODUCED", "OF_TOOL"} or (
        kind in {"RAN_FOR", "REQUESTED"} and end == "target"
    )
    return "ToolExecution" if prefix in {"job", "icj"} and is_execution else LABELS[prefix]


def node(of: str, key: str, change: Mapping[str, Any]) -> NodeRow:
    number = int(key.rsplit("/", 1)[1]) if key.rsplit("/", 1)[1].isdecimal() else 0
    known: dict[str, dict[str, Any]] = {
        "Dataset": {"hid": number, "name": key, "state": "ok", "deleted": False, "visible": True, "dataset_id": number},
        "Collection": {"hid": number, "name": key, "deleted": False, "visible": True, "collection_id": number}
        | {"collection_type": "list", "state": "ok"},
        "ToolExecution": {"tool_id": "a_tool", "state": "validated"},
        "Job": {"tool_id": "a_tool", "state": "ok"},
    }
    return NodeRow(of, key, known.get(of, {}) | {name: value for name, value in change.items() if name != "history"})


def full(short: str) -> str:
    prefix, number = short.split(":")
    return f"main/{prefix}/{number}"


def shortened(key: str) -> str:
    _, prefix, number = key.split("/")
    return f"{prefix}:{number}"


def seen(graph: HistoryGraph) -> set[str]:
    """Return the edges of an answer as `source type target`, with the name of the input or output and its evidence."""
    return {
        " ".join(
            [short(edge.source), edge.type, short(edge.target)]
            + [word for word in (edge.input or edge.output, edge.via, "each" if edge.mapped else None) if word]
        )
        for edge in graph.edges
    }


def nodes(graph: HistoryGraph) -> list[str]:
    """Return the nodes of an answer by short key, in its order."""
    return [short(node.ref) for node in graph.nodes]


def short(ref: Any) -> str:
    return f"{KINDS[ref.src]}:{ref.id}"
