"""One execution, or a few, with everything that is known: read in a fixed number of statements, then assembled."""

from __future__ import annotations

from collections.abc import Sequence

from cypher import Graph
from explorer.access import Access
from explorer.access.access import forbidden
from explorer.errors import NotFound
from explorer.executions.assembly import detail_of
from explorer.executions.facts import read_facts
from explorer.executions.model import ToolExecutionDetail
from explorer.refs import Ref


def resolve_execution(graph: Graph, ref: Ref) -> str:
    """Return the key of the execution that a record stands for; raise `NotFound` when there is none."""
    found = sorted((row["rank"], row["key"]) for row in graph.read("executions/resolve", key=ref.key))
    if not found:
        raise NotFound(f"{ref} is not in the graph, or belongs to no execution.", ref)
    return str(found[0][1])


def read_execution(access: Access, ref: Ref) -> ToolExecutionDetail:
    """Return the execution that a record stands for.

    Raises:
        NotFound: there is none.
        Forbidden: the caller may not read it.
    """
    key = resolve_execution(access.graph, ref)
    if not access.may_read(key):
        raise forbidden(ref)
    return read_executions(access, [key])[0]


def read_executions(access: Access, keys: Sequence[str]) -> list[ToolExecutionDetail]:
    """Return the executions with these keys that there are, earliest first; the caller may read them."""
    if not keys:
        return []
    facts = read_facts(access, sorted(set(keys)))
    found = [detail_of(key, facts) for key in facts.details]
    return sorted(found, key=lambda detail: (detail.create_time or "", str(detail.ref)))
