"""From a reference to the nodes at which a question about lineage begins."""

from __future__ import annotations

from explorer.access import Access
from explorer.access.access import forbidden
from explorer.errors import BadRequest, NotFound
from explorer.executions.reading import resolve_execution
from explorer.lineage.model import Granularity
from explorer.refs import EXECUTIONS, Ref


def seeds(access: Access, ref: Ref, granularity: Granularity, *, look: bool = True) -> list[str]:
    """Return the key of an item or execution; at element granularity the keys of the jobs of an execution.

    Without `look` an item that the caller may read in any case is not looked for: what is read next tells whether it is
    there.

    Raises:
        NotFound: it is not in the graph.
        Forbidden: the caller may not read it.
        BadRequest: it is nothing that has a lineage.
    """
    if ref.is_item:
        return [_item(access, ref, look=look)]
    if ref.src not in EXECUTIONS | {"tool_request"}:
        raise BadRequest(f"{ref} has no lineage: ask about a dataset, a collection, an execution or a job.", ref)
    if granularity == "element":
        return _jobs(access, ref)
    key = resolve_execution(access.graph, ref)
    if not access.may_read(key):
        raise forbidden(ref)
    return [key]


def _item(access: Access, ref: Ref, *, look: bool) -> str:
    access.require(ref)
    label = "Dataset" if ref.src == "hda" else "Collection"
    if look and access.is_unlimited and not access.graph.existing(label, [ref.key]):
        raise NotFound(f"{ref} is not in the graph.", ref)
    return ref.key


def _jobs(access: Access, ref: Ref) -> list[str]:
    if ref.src == "job":
        found = access.graph.existing("Job", [ref.key])
    else:
        found = [
            key
            for row in access.graph.read("lineage/jobs", key=resolve_execution(access.graph, ref))
            for key in row["keys"]
        ]
    if not found:
        raise NotFound(f"{ref} has no job in the graph.", ref)
    readable = access.readable(found)
    if not readable:
        raise forbidden(ref)
    return sorted(readable)
