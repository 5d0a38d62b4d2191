"""The whole graph as canonical JSON lines, and back.

One object per node and edge; keys sorted, lines sorted, no bookkeeping: equal graphs give equal bytes on every engine.
"""

from __future__ import annotations

import heapq
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Any

from more_itertools import chunked

from cypher.errors import BadDump
from cypher.graph import Graph
from cypher.rows import EdgeRow, NodeRow
from cypher.schema import BY_TYPE, EDGES, KINDS, NODES, SEARCHED, Node
from cypher.words import words_of

CHUNK = 100_000
"""Lines that are sorted in memory at a time; more are merged from temporary files."""

BATCH = 5_000
"""Rows per transaction of a restore."""

Progress = Callable[[int], None]


def dump(graph: Graph) -> Iterator[str]:
    """Yield the lines of the dump in order, each with its line end; memory does not grow with the graph."""
    yield from _in_order(_lines(graph))


def restore(graph: Graph, lines: Iterable[str], progress: Progress = lambda _: None) -> int:
    """Write a dump into an empty graph and return the number of its lines.

    Raises:
        BadDump: a line is no node or edge of this schema, an edge lacks an end, or the graph is not empty.
    """
    if not is_empty(graph):
        raise BadDump("This graph is not empty: restore into a new one, such as --graph local:FOLDER.")
    count, writer = 0, graph.writer()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as later:
        for nodes in chunked(_nodes(lines, later), BATCH):
            writer.apply(nodes=nodes, fresh=True)
            progress(count := count + len(nodes))
        later.seek(0)
        for edges in chunked(map(_edge, later), BATCH):
            if dangling := writer.apply(edges=edges, fresh=True).dangling:
                edge = dangling[0]
                raise BadDump(f"The dump has no node for an end of {edge.type} {edge.source} → {edge.target}.")
            progress(count := count + len(edges))
    return count


def is_empty(graph: Graph) -> bool:
    """Tell whether the graph holds nothing that a dump would show."""
    return not any(next(graph.stream(f"MATCH (n:{node.label}) RETURN n.key LIMIT 1"), None) for node in NODES)


def _lines(graph: Graph) -> Iterator[str]:
    for node in NODES:
        for key, properties in graph.stream(f"MATCH (n:{node.label}) RETURN n.key, properties(n)"):
            yield _line({"node": node.label, "key": key, "properties": _given(node, properties)})
    for edge in EDGES:
        for source, target in edge.ends:
            pattern = f"(a:{source})-[e:{edge.type}]->(b:{target})"
            for start, end, properties in graph.stream(f"MATCH {pattern} RETURN a.key, b.key, properties(e)"):
                yield _line({"edge": edge.type, "from": start, "to": end, "properties": properties})


def _given(node: Node, properties: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is made of the rest."""
    derived = {found.name for found in node.properties if found.is_derived}
    return {name: value for name, value in properties.items() if name not in derived}


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, sort_keys=True, ensure_ascii=False) + "\n"


def _in_order(lines: Iterator[str]) -> Iterator[str]:
    with ExitStack() as files:
        runs: list[Iterable[str]] = []
        for part in chunked(lines, CHUNK):
            part.sort()
            if len(part) < CHUNK:
                runs.append(part)
                break
            file = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(part)
            file.seek(0)
            runs.append(file)
        yield from heapq.merge(*runs)


def _nodes(lines: Iterable[str], later: IO[str]) -> Iterator[NodeRow]:
    """Yield the nodes among the lines; edges, which sort first, wait in a file."""
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            if "edge" in record:
                later.write(line.rstrip("\n") + "\n")
                _edge(line)
            else:
                yield _node(record)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadDump(f"Line {number} of the dump is no node or edge of this schema: {error}") from error


def _node(record: dict[str, Any]) -> NodeRow:
    row = NodeRow(record["node"], record["key"], record["properties"])
    named = NodeRow(row.label, row.key, {}).stored()
    if row.stored() | named != row.stored():
        raise ValueError(f"the properties of {row.key} belong to another key")
    return row._replace(properties={**row.properties, "words": words_of(*row)}) if row.label in SEARCHED else row


def _edge(line: str) -> EdgeRow:
    record = json.loads(line)
    kinds = record["from"].split("/")[1], record["to"].split("/")[1]
    fitting = (e for e in BY_TYPE[record["edge"]].ends if kinds[0] in KINDS[e[0]] and kinds[1] in KINDS[e[1]])
    source, target = next(fitting, ("", ""))
    if not source:
        raise ValueError(f"{record['edge']} does not connect {record['from']} and {record['to']}")
    row = EdgeRow(record["edge"], source, record["from"], target, record["to"], record["properties"])
    row.stored()
    return row
