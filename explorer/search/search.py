"""The search: candidates, what the caller may read of them, in the order of their ranks, page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from more_itertools import chunked

from cypher import Graph
from explorer.access import Access
from explorer.errors import BadRequest
from explorer.graph.nodes import history_name
from explorer.refs import Ref
from explorer.search.answer import Found, Hit
from explorer.search.candidates import in_history, in_indexes, in_own
from explorer.search.query import Query
from explorer.search.ranking import Candidate, Rank, rank

AT_ONCE: Final = 500
"""Candidates whose access is asked for in one go; all of them take eight rounds at most."""

PARAMETERS: Final = {"hda": "datasets", "hdca": "collections", "history": "histories", "tool_execution": "executions"}

Ranked = tuple[Rank, Candidate]


def search(graph: Graph, access: Access, instance: str, query: Query, after: Mapping[str, Any] | None) -> Found:
    """Return a page of what has all words and may be read, the best first.

    Where a page ends is said by the last thing that it shows, so it tells nothing of what is hidden in between.

    Args:
        graph: where to look.
        access: who looks.
        instance: of which Galaxy.
        query: what to look for.
        after: the `after` of the page before.

    Raises:
        Forbidden: the caller may not read the history.
        NotFound: it is not in the graph.
        BadRequest: `after` is of no page.
    """
    if query.history:
        access.require(query.history)
        candidates = in_history(graph, query.history, query)
    else:
        own = in_own(graph, access.user_key, query) if access.user_key and not access.is_unlimited else ()
        candidates = chain(own, in_indexes(graph, instance, query))
    begin = _begin(after)
    ranked = sorted({rank(each, query): each for each in candidates}.items(), key=itemgetter(0))
    rest = [pair for pair in ranked if begin is None or pair[0] > begin]
    page = _readable(access, instance, rest, query.limit + 1)
    shown = page[: query.limit]
    goes_on = len(page) > query.limit
    return Found(
        tuple(_hits(graph, access, [candidate for _, candidate in shown])),
        {"after": list(shown[-1][0])} if goes_on else None,
    )


def _begin(after: Mapping[str, Any] | None) -> Rank | None:
    if after is None:
        return None
    match after.get("after"):
        case [int(closeness), int(kind), int(newest), str(key)]:
            return closeness, kind, newest, key
    raise BadRequest("This is where no page ends.")


def _readable(access: Access, instance: str, ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """Return the first of these that the caller may read.

    The graph is asked even when there are none: that a word only occurs where the caller may not look does not show in
    one more question.
    """
    found: list[Ranked] = []
    for some in list(chunked(ranked, AT_ONCE)) or [[]]:
        readable = access.readable([*(candidate.key for _, candidate in some), f"{instance}/hda/0", f"{instance}/te/0"])
        found.extend(pair for pair in some if pair[1].key in readable)
        if len(found) >= most:
            break
    return found[:most]


def _hits(graph: Graph, access: Access, shown: Sequence[Candidate]) -> Iterator[Hit]:
    keys: dict[str, list[str]] = defaultdict(list)
    for candidate in shown:
        keys[PARAMETERS[candidate.kind]].append(candidate.key)
    rows = graph.read(
        "search/hits",
        datasets=keys["datasets"],
        collections=keys["collections"],
        histories=keys["histories"],
        executions=keys["executions"],
    )
    found = {values[0]: values for row in rows for values in row["hits"]}
    readable = access.readable(values[-2] for values in found.values() if values[-2])
    for candidate in shown:
        if candidate.key in found:
            yield _hit(candidate.kind, found[candidate.key], readable)


def _hit(kind: str, values: Sequence[Any], readable: set[str]) -> Hit:
    key, name, hid, state, extension, collection_type, tool_id, version, tags, deleted, made, *place = values
    owner, history, called = place
    return Hit(
        ref=Ref.of_key(key),
        kind=kind,
        name=name,
        hid=hid,
        state=state,
        extension=extension,
        collection_type=collection_type,
        tool_id=tool_id,
        tool_version=version,
        tags=tuple(tags or ()),
        deleted=bool(deleted),
        create_time=made,
        owner=owner,
        history=history_name(history, called) if history in readable else None,
    )
