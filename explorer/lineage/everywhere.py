"""Where a selection looks that names no node: an administrator's in a whole Galaxy, others' where they may read.

| who | `tool:` | `state:` |
|---|---|---|
| administrators | the index on tool ids | all items and jobs, until there are enough |
| others | what made or read something in the histories that they may read | the same, and what stands there |

What others keep to themselves costs nothing. More than `MOST` is refused: nobody can look at that much, and what would
be left out could not be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final
from weakref import WeakKeyDictionary

from cypher import Graph
from explorer.access import Access
from explorer.errors import BadRequest
from explorer.history.histories import readable_histories

MOST: Final = 20_000
"""Nodes that a selection may find, of a kind."""


def in_state(access: Access, state: str) -> set[str]:
    """Return what is in a state, as far as the caller may read."""
    if access.is_unlimited:
        prefix = f"{access.instance}/"
        found = access.graph.read("lineage/in_state", prefix=prefix, state=state, limit=MOST + 1)
    else:
        histories = readable_histories(access, [], include_deleted=True)
        found = access.graph.read("lineage/in_state_near", histories=histories, state=state, limit=MOST + 1)
    return access.readable(_bounded(found, f"are in the state {state}"))


def of_tools(access: Access, fits: Callable[[str], bool]) -> set[str]:
    """Return the executions of the tools whose ids fit, as far as the caller may read."""
    prefix = f"{access.instance}/"
    tools = list(filter(fits, _tools(access.graph)))
    if access.is_unlimited:
        found = access.graph.read("lineage/of_tools", prefix=prefix, tools=tools, limit=MOST + 1)
    else:
        histories = readable_histories(access, [], include_deleted=True)
        found = access.graph.read("lineage/of_tools_near", histories=histories, tools=tools, limit=MOST + 1)
    return access.readable(_bounded(found, "are of these tools"))


def _tools(graph: Graph) -> Sequence[str]:
    """Return the ids of the tools that have run, at any Galaxy of the graph; remembered until the graph changes."""
    version = graph.version()  # the version first: a change meanwhile is read again
    known, tools = _kept.get(graph, (None, ()))
    if known != version:
        tools = tuple(_walked(graph))
        _kept[graph] = version, tools
    return tools


def _walked(graph: Graph) -> Iterator[str]:
    """Yield the ids of tools along their index, from each to the next: executions of the same tool cost nothing."""
    tool: str | None = ""
    while (tool := graph.read("lineage/next_tool", after=tool)[0]["tool"]) is not None:
        yield tool


_kept: WeakKeyDictionary[Graph, tuple[int, Sequence[str]]] = WeakKeyDictionary()


def _bounded(rows: Iterable[dict[str, Any]], what: str) -> set[str]:
    found: set[str] = set()
    for row in rows:
        if len(row["keys"]) > MOST:
            raise BadRequest(f"More than {MOST:,} {what}: narrow it, such as history:7,state:error.")
        found.update(row["keys"])
    return found
