"""Histories: which there are, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.access import Access
from explorer.errors import BadRequest, NotFound
from explorer.graph.model import HistorySummary
from explorer.graph.profiles import UPLOADS
from explorer.graph.states import count_states
from explorer.refs import Ref

MAX_PAGE = 1000


def list_histories(
    access: Access, query: str, limit: int, offset: int, *, include_deleted: bool
) -> tuple[list[HistorySummary], int]:
    """Return a page of histories that the caller may read, the last changed first, and how many there are in all."""
    if not 0 <= limit <= MAX_PAGE or offset < 0:
        raise BadRequest(f"limit must be 0 to {MAX_PAGE}, offset 0 or more.")
    words = query.lower().split()
    if access.is_unlimited:
        keys, total = _page_of_all(access, words, limit, offset, include_deleted=include_deleted)
    else:
        readable = readable_histories(access, words, include_deleted=include_deleted)
        keys, total = readable[offset : offset + limit], len(readable)
    return summaries(access, keys), total


def _page_of_all(
    access: Access, words: list[str], limit: int, offset: int, *, include_deleted: bool
) -> tuple[list[str], int]:
    counted = access.graph.read(
        "histories/count", instance=access.instance, words=words, include_deleted=include_deleted
    )
    if not words and (newest := _newest(access, offset + limit, include_deleted=include_deleted)):
        return newest[offset:], counted[0]["total"]
    rows = access.graph.read(
        "histories/page",
        instance=access.instance,
        words=words,
        include_deleted=include_deleted,
        limit=limit,
        offset=offset,
    )
    return [row["key"] for row in rows], counted[0]["total"]


def _newest(access: Access, most: int, *, include_deleted: bool) -> list[str] | None:
    """Return the keys of that many histories along the index on their last change; None: one must look at all.

    Twice as many are read, for some are deleted or of another Galaxy. Where reading ended there may be others of the
    same time, so those are left out.
    """
    if not 0 < most <= MAX_PAGE:
        return None
    rows = access.graph.read("histories/newest", limit=2 * most)
    end = rows[-1]["update_time"] if len(rows) == 2 * most else ""
    here = (row for row in rows if row["update_time"] > end and row["instance"] == access.instance)
    wanted = (row for row in here if include_deleted or not row["deleted"])
    found = sorted(((row["update_time"], row["id"], row["key"]) for row in wanted), reverse=True)
    return [key for *_, key in found[:most]] if len(found) >= most else None


def readable_histories(access: Access, words: list[str], *, include_deleted: bool) -> list[str]:
    """Return the keys of the histories that a caller who is no administrator may read, the last changed first."""
    rows = access.graph.read(
        "histories/readable",
        user=access.user_key,
        instance=access.instance,
        words=words,
        include_deleted=include_deleted,
    )
    found = {key: (update_time or "", number) for row in rows for key, update_time, number in row["found"]}
    return sorted(found, key=found.__getitem__, reverse=True)


def read_history(access: Access, ref: Ref) -> HistorySummary:
    """Return one history; raise `NotFound` when there is none, `Forbidden` when the caller may not read it."""
    access.require(ref)
    found = summaries(access, [ref.key])
    if not found:
        raise NotFound(f"{ref} is not in the graph.", ref)
    return found[0]


def summaries(access: Access, keys: Sequence[str]) -> list[HistorySummary]:
    """Return the histories with these keys that there are, in this order; the caller may read them."""
    if not keys:
        return []
    roles = None if access.is_unlimited else sorted(access.caller.roles)
    answer = access.graph.read("histories/summaries", histories=list(keys), uploads=sorted(UPLOADS), roles=roles)
    rows = {row["key"]: row for row in answer}
    return [_summary(rows[key], access) for key in keys if key in rows]


def _summary(row: Mapping[str, Any], access: Access) -> HistorySummary:
    return HistorySummary(
        ref=Ref.of_key(row["key"]),
        name=row["name"],
        owner=next(iter(sorted(row["owners"])), None),
        create_time=row["create_time"],
        update_time=row["update_time"],
        deleted=bool(row["deleted"]),
        purged=bool(row["purged"]),
        published=bool(row["published"]),
        importable=bool(row["importable"]),
        shared=_is_shared(row, access),
        archived=bool(row["archived"]),
        tags=tuple(row["tags"] or ()),
        annotation=row["annotation"],
        counts={name: row[name] for name in ("datasets", "collections", "executions")},
        states=count_states(row["job_states"]),
    )


def _is_shared(row: Mapping[str, Any], access: Access) -> bool:
    """Tell whether a history is shared with somebody; who only finds it among the open ones is not told."""
    knows = access.is_unlimited or access.user_key in {*row["owner_keys"], *row["shared_with"]}
    return knows and bool(row["shared_with"])
