"""Lineage as text for other programs: Mermaid, GraphML, Cytoscape JSON, CSV. Pure."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import Any, Final

from explorer.access import Restricted
from explorer.lineage.model import Edge, Lineage, LineageNode
from explorer.refs import Ref

COLUMNS: Final = ("id", "hops", "hid", "name", "state", "type", "history", "tool_id", "tool_version")
"""What a table tells about a node; `state` of an execution counts the states of its jobs."""


def mermaid(found: Lineage) -> str:
    """Return a flowchart from left to right; data are rounded, executions are boxes."""
    numbers = {node.ref: f"n{index}" for index, node in enumerate(found.nodes)}
    lines = ["flowchart LR"]
    for node in found.nodes:
        left, right = ("(", ")") if node.ref.is_item else ("[", "]")
        lines.append(f'    {numbers[node.ref]}{left}"{_mermaid_text(label(node))}"{right}')
    ends = dict.fromkeys((edge.source, edge.target) for edge in found.edges)
    lines += [f"    {numbers[source]} --> {numbers[target]}" for source, target in ends]
    return "\n".join(lines) + "\n"


def cytoscape(found: Lineage) -> str:
    """Return JSON that Cytoscape and Cytoscape.js read."""
    nodes = [{"data": _members(node)} for node in found.nodes]
    edges = [{"data": {"id": f"e{index}"} | _edge(edge)} for index, edge in enumerate(found.edges)]
    return json.dumps({"elements": {"nodes": nodes, "edges": edges}}, indent=1, ensure_ascii=False) + "\n"


def graphml(found: Lineage) -> str:
    """Return GraphML with the same members as attributes."""
    import networkx as nx  # noqa: PLC0415 - slow to import

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in found.nodes:
        graph.add_node(identifier(node.ref), **_scalars(_members(node)))
    for edge in found.edges:
        graph.add_edge(identifier(edge.source), identifier(edge.target), **_scalars(_edge(edge)))
    file = BytesIO()
    nx.write_graphml(graph, file)
    return file.getvalue().decode() + "\n"


def table(found: Lineage) -> str:
    """Return one line for each node as CSV, with a head."""
    return csv_lines(map(row, found.nodes), head=True)


FORMATS: Final[Mapping[str, Callable[[Lineage], str]]] = MappingProxyType(
    {"mermaid": mermaid, "graphml": graphml, "cytoscape": cytoscape, "csv": table}
)


def csv_lines(rows: Iterable[Sequence[object]], *, head: bool) -> str:
    """Return rows as CSV (RFC 4180)."""
    file = StringIO()
    writer = csv.writer(file)
    if head:
        writer.writerow(COLUMNS)
    writer.writerows(rows)
    return file.getvalue()


def row(node: LineageNode) -> tuple[object, ...]:
    """Return what `COLUMNS` say about a node; what is not known is empty."""
    states = ", ".join(f"{number} {state}" for state, number in (node.states or {}).items())
    cells = (
        identifier(node.ref),
        node.hops,
        node.hid,
        node.name,
        node.state or states,
        node.extension or node.collection_type,
        node.history and node.history.name,
        node.tool_id,
        node.tool_version,
    )
    return tuple("" if cell is None else cell for cell in cells)


def label(node: LineageNode) -> str:
    """Return what one calls a node: its number and name, or its tool."""
    if isinstance(node.ref, Restricted):
        return "restricted"
    if not node.ref.is_item:
        return node.tool_name or node.tool_id or "unknown tool"
    number = f"{node.hid}: " if node.hid is not None else ""
    return f"{number}{node.name or 'unnamed'}"


def identifier(ref: Ref) -> str:
    """Return the name of a node, which is unique in its answer."""
    return f"{ref.src}:{ref.shown}" if isinstance(ref, Restricted) else str(ref)


def _members(node: LineageNode) -> dict[str, Any]:
    said = dict(zip(COLUMNS, row(node), strict=True))
    return {"id": identifier(node.ref), "kind": node.ref.src, "label": label(node)} | {
        name: value for name, value in said.items() if value != ""
    }


def _edge(edge: Edge) -> dict[str, Any]:
    said = {
        "source": identifier(edge.source),
        "target": identifier(edge.target),
        "type": edge.type,
        "input": edge.input,
        "output": edge.output,
        "via": edge.via,
        "path": "/".join(edge.path),
    }
    return {name: value for name, value in said.items() if value}


def _scalars(members: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out characters that no XML may have, and the names that GraphML gives itself."""
    return {
        name: "".join(c for c in value if c >= " " or c in "\t\n\r") if isinstance(value, str) else value
        for name, value in members.items()
        if name not in {"id", "source", "target"}
    }


def _mermaid_text(text: str) -> str:
    """Escape as Mermaid wants it: entities with `#` and `;`."""
    return "".join(f"#{ord(c)};" if c in '"#;<>&`\\\n\r' else c for c in text)
