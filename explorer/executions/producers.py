"""Where one item comes from: its executions, what it is a copy or a conversion of."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.access import Access
from explorer.access.nodes import keys_of, restricted
from explorer.errors import BadRequest, NotFound
from explorer.executions.model import Producers
from explorer.executions.reading import read_executions
from explorer.graph.model import Item
from explorer.graph.nodes import about_row, full_item
from explorer.graph.states import count_leaves
from explorer.reading import read_items, read_leaves
from explorer.refs import Ref


def read_producers(access: Access, ref: Ref) -> Producers:
    """Return everything that an item directly comes from.

    Raises:
        NotFound: it is not in the graph.
        Forbidden: the caller may not read it.
    """
    if not ref.is_item:
        raise BadRequest(f"{ref} is no dataset or collection.", ref)
    access.require(ref)
    place = _place(ref)
    found = access.graph.read("items/origins", dataset=place["dataset"], collection=place["collection"])
    if not found:
        raise NotFound(f"{ref} is not in the graph.", ref)
    row = found[0]
    items = _items(access, [ref.key, *row["copied_from"], *row["converted_from"]])
    return Producers(
        item=items[ref.key],
        producers=tuple(read_executions(access, row["producers"])),
        copied_from=tuple(items[key] for key in sorted(row["copied_from"]) if key in items),
        copies=row["copies"] if access.is_unlimited else _readable_copies(access, ref),
        converted_from=next((items[key] for key in sorted(row["converted_from"]) if key in items), None),
    )


def _place(ref: Ref) -> dict[str, str]:
    return {"dataset": ref.key, "collection": ""} if ref.src == "hda" else {"dataset": "", "collection": ref.key}


def _readable_copies(access: Access, ref: Ref) -> int:
    """Count the copies that the caller may read: how many others there are is not told."""
    place = _place(ref)
    answer = access.graph.read("items/copies", dataset=place["dataset"], collection=place["collection"])
    found = [(history, frozenset(roles or ()), number) for row in answer for history, roles, number in row["copies"]]
    admitted = access.admits((history, roles) for history, roles, _ in found)
    return sum(number for history, roles, number in found if (history, roles) in admitted)


def _items(access: Access, keys: Iterable[str]) -> dict[str, Item]:
    found = read_items(access.graph, set(keys))
    leaves = count_leaves(read_leaves(access, found))
    items = {key: full_item(row, about_row(row), leaves.get(key, {}), None) for key, row in found.items()}
    view = access.view(keys_of(items))
    return {key: restricted(key, item, view) for key, item in items.items()}
