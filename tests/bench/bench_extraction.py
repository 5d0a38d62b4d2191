"""How long a workflow of a thousand steps takes: everything that led to one result, in two shapes.

    python -m tests.bench.bench_extraction [--steps N] [--turns N] [local] [neo4j]

`chain`: each step reads the one before and an earlier one. `tree`: each step joins the outputs of two others. Every
step has a captured request, a job with parameters, and one of twenty tools whose sources are parsed anew for the first
turn; the other turns find them parsed, as a server does.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from cypher import EdgeRow, Graph, NodeRow, open_graph
from explorer import Explorer, Ref
from explorer.extraction.document import document
from explorer.extraction.model import Extracted, Selection
from tests.bench.graphs import ENGINES
from tests.bench.table import say, show

TOOLS = 20
WANTED_MS = 2_000
SOURCE = """<tool id="{id}" name="Tool {number}" version="1.0">
<inputs><param name="first" type="data" format="txt"/><param name="second" type="data" format="txt" optional="true"/>
<param name="cutoff" type="integer" value="3"/><param name="label" type="text" value=""/>
<conditional name="how"><param name="mode" type="select"><option value="fast"/><option value="exact"/></param>
<when value="fast"/><when value="exact"><param name="rounds" type="integer" value="1"/></when></conditional></inputs>
<outputs><data name="out" format="txt"/><data name="log" format="txt"/></outputs></tool>"""

Parents = Callable[[int, int], tuple[int, ...]]
"""From the number of a step and the number of all steps to the steps whose outputs it reads."""

SHAPES: dict[str, Parents] = {
    "chain": lambda step, _: tuple(one for one in (step - 1, step - 7) if one > 0),
    "tree": lambda step, steps: tuple(one for one in (2 * step - steps - 1, 2 * step - steps - 2) if one > 0),
}


def fill(graph: Graph, instance: str, steps: int, parents: Parents) -> Ref:
    """Write a history of so many steps, and return the output of the last one."""
    nodes: list[NodeRow] = [NodeRow("History", f"{instance}/history/1", {"name": instance})]
    edges: list[EdgeRow] = []
    for number in range(TOOLS):
        tool = {"tool_id": f"tool_{number}", "tool_version": "1.0", "source_class": "XmlToolSource"}
        text = SOURCE.format(id=tool["tool_id"], number=number)
        nodes.append(NodeRow("ToolSource", f"{instance}/ts/{number}", tool | {"source": text}))
    nodes.append(_dataset(instance, 0))
    for step in range(1, steps + 1):
        before = parents(step, steps) or (0,)
        nodes += _nodes(instance, step, before)
        edges += _edges(instance, step, before)
    items = [node.key for node in nodes if node.label == "Dataset"]
    edges += [EdgeRow("IN_HISTORY", "Dataset", key, "History", f"{instance}/history/1") for key in items]
    graph.writer().apply(nodes, edges)
    return Ref("hda", 2 * steps, instance)


def _nodes(instance: str, step: int, before: Sequence[int]) -> Iterator[NodeRow]:
    tool = {"tool_id": f"tool_{step % TOOLS}", "tool_version": "1.0", "create_time": "2026-01-01T00:00:00.000000Z"}
    data = {name: {"src": "hda", "id": 2 * one} for name, one in zip(("first", "second"), before, strict=False)}
    asked = {**data, "cutoff": step, "label": f"step {step}", "how": {"mode": "exact", "rounds": 2}}
    payload = json.dumps(asked)
    parameters = json.dumps({name: json.dumps(value) for name, value in asked.items()})
    yield NodeRow("ToolExecution", f"{instance}/te/{step}", tool | {"state": "validated", "payload": payload})
    yield NodeRow("Job", f"{instance}/job/{step}", tool | {"state": "ok", "history_id": 1, "parameters": parameters})
    yield _dataset(instance, 2 * step)
    yield _dataset(instance, 2 * step + 1)


def _dataset(instance: str, number: int) -> NodeRow:
    shown = {"name": f"data {number}", "hid": number, "extension": "txt", "state": "ok", "visible": True}
    return NodeRow("Dataset", f"{instance}/hda/{number}", shown | {"deleted": False})


def _edges(instance: str, step: int, before: Sequence[int]) -> Iterator[EdgeRow]:
    execution, job = ("ToolExecution", f"{instance}/te/{step}"), ("Job", f"{instance}/job/{step}")
    yield EdgeRow("OF_TOOL", *execution, "ToolSource", f"{instance}/ts/{step % TOOLS}")
    yield EdgeRow("RAN_FOR", *job, *execution, {"via": "own"})
    for name, one in zip(("first", "second"), before, strict=False):
        item = ("Dataset", f"{instance}/hda/{2 * one}")
        yield EdgeRow("CONSUMED_BY", *item, *execution, {"input": name, "via": "payload"})
        yield EdgeRow("READ_BY", *item, *job, {"input": name})
    for name, number in (("out", 2 * step), ("log", 2 * step + 1)):
        item = ("Dataset", f"{instance}/hda/{number}")
        yield EdgeRow("PRODUCED", *execution, *item, {"output": name})
        yield EdgeRow("WROTE", *job, *item, {"output": name})


def measure(explorer: Explorer, result: Ref, turns: int) -> tuple[Extracted, list[float]]:
    """Return the workflow, and the milliseconds of each turn."""
    taken = []
    for _ in range(turns):
        begun = time.perf_counter()
        extracted = explorer.extract(Selection(name="bench", results=(result,)))
        taken.append((time.perf_counter() - begun) * 1000)
    return extracted, taken


def main(steps: int, turns: int, engines: Sequence[str]) -> None:
    """Print a line for each engine and shape."""
    lines = []
    for engine in engines:
        with ENGINES[engine]() as url, open_graph(url) as graph:
            graph.ensure_schema()
            for shape, parents in SHAPES.items():
                result = fill(graph, shape, steps, parents)
                extracted, taken = measure(Explorer(graph, shape), result, turns)
                begun = time.perf_counter()
                document(extracted.draft, "ga")
                written = (time.perf_counter() - begun) * 1000
                made = len(extracted.draft.steps)
                lines.append((engine, shape, made, taken[0], median(taken[1:] or taken), max(taken), written))
                say("  ".join(str(cell) for cell in lines[-1]))
    show(
        f"Extracting everything that led to a result, {steps:,} executions; wanted: < {WANTED_MS:,} ms",
        ("engine", "shape", "steps", "first ms", "p50 ms", "max ms", "as .ga ms"),
        lines,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="local|neo4j", default=list(ENGINES))
    parser.add_argument("--steps", type=int, default=1_000)
    parser.add_argument("--turns", type=int, default=10)
    given = parser.parse_args()
    main(given.steps, given.turns, given.engines)
