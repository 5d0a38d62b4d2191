"""Rows → nodes of the answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.graph.model import Execution, HistoryName, Item, Named, Node
from explorer.graph.profiles import UPLOADS
from explorer.graph.records import ExecutionRow, ItemRow
from explorer.graph.states import count_states
from explorer.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What one answer knows about an item beyond its own row."""

    makers: Sequence[str | None] = ()
    copied_from: Named | None = None
    element_of: Named | None = None


def plain_item(row: ItemRow) -> Node:
    """Return a dataset or collection with the members of Galaxy's graph."""
    return Node(ref=Ref.of_key(row.key), **_galaxy_members(row))


def plain_tool(key: str, tool_id: str | None) -> Node:
    """Return a request or a captured execution with the members of Galaxy's graph; it has no name without a toolbox."""
    return Node(ref=Ref.of_key(key), tool_id=tool_id)


def full_item(row: ItemRow, about: About, leaves: Mapping[str, int], history: str | None) -> Item:
    """Return a dataset or collection with everything known; `history` is the key of the one asked about, if one is."""
    ref = Ref.of_key(row.key)
    is_collection = ref.src == "hdca"
    return Item(
        ref=ref,
        **_galaxy_members(row),
        create_time=row.create_time,
        file_size=row.file_size,
        copied_from=about.copied_from,
        element_of=about.element_of,
        upload=is_upload(about.makers),
        history=history_name(row.history, row.history_name) if row.history != history else None,
        count=sum(leaves.values()) if is_collection else None,
        states=leaves if is_collection else None,
    )


def about_row(row: ItemRow) -> About:
    """Return what the row of an item that was asked for by its key says."""
    copies = [named(*copy) for copy in sorted(row.copied_from, key=lambda copy: copy[0])]
    holders = [named(*holder) for holder in sorted(row.element_of, key=lambda holder: holder[0])]
    return About(
        makers=row.makers,
        copied_from=copies[0] if copies else None,
        element_of=holders[0] if holders else None,
    )


def full_execution(row: ExecutionRow, tool_name: str | None) -> Execution:
    """Return an execution with everything known."""
    count = len(row.job_states)
    return Execution(
        ref=Ref.of_key(row.key),
        tool_id=row.tool_id,
        tool_name=tool_name,
        tool_version=row.tool_version,
        validity=row.state,
        states=count_states(row.job_states),
        count=count,
        mapped=bool(row.map_overs) or count > 1,
        create_time=row.create_time,
        upload=row.tool_id in UPLOADS,
        request=Ref.of_key(min(row.requests)) if row.requests else None,
    )


def named(
    key: str, name: str | None, hid: int | None = None, history: str | None = None, history_called: str | None = None
) -> Named:
    """Return an item as other answers name it."""
    return Named(ref=Ref.of_key(key), name=name, hid=hid, history=history_name(history, history_called))


def history_name(key: str | None, name: str | None, owner: str | None = None) -> HistoryName | None:
    """Return a history as other answers name it; None without a key."""
    return HistoryName(Ref.of_key(key), name, owner) if key else None


def is_upload(makers: Sequence[str | None]) -> bool:
    """Tell whether the tools that produced something did no more than bring it in."""
    return bool(makers) and all(tool in UPLOADS for tool in makers)


def _galaxy_members(row: ItemRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "hid": row.hid,
        "state": row.state,
        "extension": row.extension,
        "collection_type": row.collection_type,
        "deleted": row.deleted,
        "visible": row.visible,
    }
