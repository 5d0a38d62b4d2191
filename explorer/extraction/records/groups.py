"""Records that stand for many executions: a run of a workflow, a history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from cypher import Graph
from explorer.access import Access
from explorer.errors import NotFound
from explorer.refs import Ref


def _of_run(graph: Graph, key: str) -> Iterable[str]:
    return (each for row in graph.read("extraction/of_run", key=key) for each in row["keys"])


def _of_history(graph: Graph, key: str) -> Iterable[str]:
    return (each for row in graph.read("lineage/of_history", key=key) for each in row["keys"])


GROUPS: Final[Mapping[str, Callable[[Graph, str], Iterable[str]]]] = {
    "workflow_invocation": _of_run,
    "history": _of_history,
}
"""`src` of a group → how to read the keys of what is in it, items among them."""


def executions_in(access: Access, ref: Ref) -> set[str]:
    """Return the keys of the executions of a run of a workflow, with those inside it, or of a history.

    Raises:
        NotFound: it is not in the graph, or nothing ran in it.
        Forbidden: the caller may not read it.
    """
    access.require(ref)
    found = {key for key in GROUPS[ref.src](access.graph, ref.key) if not Ref.of_key(key).is_item}
    if not found:
        raise NotFound(f"{ref} is not in the graph, or nothing ran in it.", ref)
    return found
