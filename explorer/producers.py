"""Where one item comes from: its executions, what it is a copy or a conversion of."""

from __future__ import annotations

from collections.abc import Iterable

from cypher import Graph
from explorer.details import Producers
from explorer.drafts import is_collection
from explorer.errors import BadRequest, NotFound
from explorer.executions import read_executions
from explorer.model import Item
from explorer.nodes import about_row, full_item
from explorer.reading import read_items, rows
from explorer.records import LeavesRow
from explorer.refs import Ref
from explorer.states import count_leaves


def read_producers(graph: Graph, ref: Ref) -> Producers:
    """Return everything that an item directly comes from; raise `NotFound` when it is not in the graph."""
    if not ref.is_item:
        raise BadRequest(f"{ref} is no dataset or collection.", ref)
    dataset, collection = (ref.key, "") if ref.src == "hda" else ("", ref.key)
    found = graph.read("items/origins", dataset=dataset, collection=collection)
    if not found:
        raise NotFound(f"{ref} is not in the graph.", ref)
    row = found[0]
    items = _items(graph, [ref.key, *row["copied_from"], *row["converted_from"]])
    return Producers(
        item=items[ref.key],
        producers=tuple(read_executions(graph, row["producers"])),
        copied_from=tuple(items[key] for key in sorted(row["copied_from"]) if key in items),
        copies=row["copies"],
        converted_from=next((items[key] for key in sorted(row["converted_from"]) if key in items), None),
    )


def _items(graph: Graph, keys: Iterable[str]) -> dict[str, Item]:
    found = read_items(graph, set(keys))
    collections = [key for key in found if is_collection(key)]
    leaves = count_leaves(rows(graph, "history_graph/leaves", LeavesRow, "leaves", collections=collections))
    return {key: full_item(row, about_row(row), leaves.get(key, {}), None) for key, row in found.items()}
