"""Collections from the inside: the leaves of a collection, and where an element is found; pure but for two lookups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from loaders import values
from loaders.source import Row, Source
from loaders.values import BadValue

MOST = 1_000_000
"""How many elements a collection may have."""

COLUMNS = ("id", "dataset_collection_id", "hda_id", "child_collection_id", "element_index", "element_identifier")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A dataset in a collection: `path` are the identifiers from the outside in, the last is its own."""

    hda: int
    path: tuple[str, ...]
    index: int


@dataclass(frozen=True, slots=True)
class Element:
    """What a `dce` names: its dataset, or the collection that holds it; and its path in that collection, if any."""

    src: str
    id: int
    path: tuple[str, ...]


Tree = Mapping[int, Sequence[Row]]
"""Elements by the collection they are in, in their order."""


def read_trees(source: Source, collections: Iterable[int]) -> Tree:
    """Read the elements of these dataset collections and of all collections inside, level by level.

    A collection that is named inside and not there is no key.
    """
    tree: dict[int, list[Row]] = {}
    level = set(collections)
    while level:
        tree.update((collection, []) for collection in level)
        children: set[int] = set()
        for row in source.lookup("dataset_collection_element", COLUMNS, "dataset_collection_id", level):
            tree[row["dataset_collection_id"]].append(row)
            children.add(row["child_collection_id"])
        inside = source.lookup("dataset_collection", (), "id", children - tree.keys())
        level = {row["id"] for row in inside}
    return {collection: sorted(rows, key=_place) for collection, rows in tree.items()}


def count_elements(source: Source, collections: Iterable[int]) -> dict[int, int]:
    """Return how many elements each dataset collection holds at any depth, without reading the leaves."""
    table, by = "dataset_collection_element", "dataset_collection_id"
    direct: dict[int, int] = {}
    inside: dict[int, set[int]] = defaultdict(set)
    level = set(collections)
    while level:
        direct |= dict.fromkeys(level, 0) | source.count(table, by, level)
        nested = (outer for outer, inner in source.count(table, by, level, "child_collection_id").items() if inner)
        for row in source.lookup(table, ("child_collection_id",), by, nested):
            inside[row[by]].add(row["child_collection_id"])
        level = {child for outer in level for child in inside.get(outer, ())} - direct.keys() - {None}
    return {outer: sum(direct.get(inner, 0) for inner in _at_any_depth(outer, inside)) for outer in collections}


def _at_any_depth(collection: int, inside: Mapping[int, set[int]]) -> set[int]:
    """Return a collection and all collections in it."""
    found, todo = {collection}, [collection]
    while todo:
        new = inside.get(todo.pop(), set()) - found
        found |= new
        todo.extend(new)
    return found


def leaves(tree: Tree, collection: int) -> Iterator[Leaf]:
    """Yield the datasets in a collection, depth first; a collection inside itself is not entered again.

    Raises:
        BadValue: there are more than `MOST`, as when collections that share others are nested many times.
    """
    for index, (path, row) in enumerate(_walk(tree, collection)):
        if index >= MOST:
            raise BadValue(f"dataset collection {collection} has more than {MOST} elements")
        if row["hda_id"] is not None:
            yield Leaf(row["hda_id"], path, index)


def flaws(tree: Tree, collection: int) -> Iterator[str]:
    """Yield what is wrong inside a collection: cycles, and elements that name no collection, two things or no place."""
    inside = _inside(tree, collection)
    try:
        if any(inside.values()):
            TopologicalSorter(inside).prepare()
    except CycleError as error:
        yield f"child_collection_id: dataset collection {min(error.args[1])} contains itself"
    for row in (row for current in inside for row in tree.get(current, ())):
        child, index = row["child_collection_id"], row["element_index"]
        if child is not None and child not in tree:
            yield f"collection element {row['id']} child_collection_id: no dataset_collection {values.shown(child)}"
        if child is not None and row["hda_id"] is not None:
            yield f"collection element {row['id']} hda_id: not used, as it has a collection"
        if index is not None and not isinstance(index, int):
            yield f"collection element {row['id']} element_index: {values.shown(index)} is no whole number"


def _inside(tree: Tree, collection: int) -> dict[int, set[int]]:
    """Return a collection and all those in it, each with those right inside."""
    found: dict[int, set[int]] = {}
    todo = [collection]
    while todo:
        current = todo.pop()
        if current not in found:
            found[current] = {row["child_collection_id"] for row in tree.get(current, ())} & tree.keys()
            todo.extend(found[current])
    return found


def _walk(tree: Tree, collection: int) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Yield all elements that are no collections, with their paths, depth first."""
    todo: list[tuple[Row, tuple[str, ...], frozenset[int]]]
    todo = [(row, (), frozenset({collection})) for row in reversed(tree.get(collection, ()))]
    while todo:
        row, above, seen = todo.pop()
        path = (*above, _identifier(row))
        child = row["child_collection_id"]
        if child is None:
            yield path, row
        elif child not in seen:
            todo.extend((inner, path, seen | {child}) for inner in reversed(tree.get(child, ())))


def find_elements(source: Source, ids: Iterable[int]) -> dict[int, Element]:
    """Say what each `dce` names (design.md, Settled details 5); those that name nothing are left out."""
    rows = {row["id"]: row for row in source.lookup("dataset_collection_element", COLUMNS, "id", ids)}
    holders = _Holders(source, (row["dataset_collection_id"] for row in rows.values()))
    return {id_: element for id_, row in rows.items() if (element := holders.element(row))}


class _Holders:
    """Which HDCA holds a dataset collection, and on which path; the lowest id that is no copy."""

    def __init__(self, source: Source, collections: Iterable[int]) -> None:
        self._instances: dict[int, list[tuple[bool, int]]] = defaultdict(list)
        self._parents: dict[int, list[Row]] = defaultdict(list)
        seen: set[int] = set()
        level = {collection for collection in collections if collection is not None}
        while level:
            seen |= level
            self._read_instances(source, level)
            level = self._read_parents(source, level) - seen

    def _read_instances(self, source: Source, level: set[int]) -> None:
        copied = "copied_from_history_dataset_collection_association_id"
        for row in source.lookup("history_dataset_collection_association", ("id", copied), "collection_id", level):
            self._instances[row["collection_id"]].append((row[copied] is not None, row["id"]))

    def _read_parents(self, source: Source, level: set[int]) -> set[int]:
        for row in source.lookup("dataset_collection_element", COLUMNS, "child_collection_id", level):
            self._parents[row["child_collection_id"]].append(row)
        parents = {row["dataset_collection_id"] for inner in level for row in self._parents[inner]}
        return parents - {None}

    def element(self, row: Row) -> Element | None:
        holder = min(self._above(row["dataset_collection_id"]), default=None)
        path = (*(holder[2] if holder else ()), _identifier(row))
        if row["hda_id"] is not None:
            return Element("hda", row["hda_id"], path)
        return Element("hdca", holder[1], path) if holder and row["child_collection_id"] is not None else None

    def _above(self, collection: int) -> Iterator[tuple[bool, int, tuple[str, ...]]]:
        """Yield (is a copy, HDCA id, path from it to the collection), climbing each collection once."""
        todo: list[tuple[int, tuple[str, ...]]] = [(collection, ())]
        seen = {collection}
        for current, path in todo:
            yield from ((is_copy, id_, path) for is_copy, id_ in self._instances[current])
            for row in self._parents[current]:
                if row["dataset_collection_id"] not in seen:
                    seen.add(row["dataset_collection_id"])
                    todo.append((row["dataset_collection_id"], (_identifier(row), *path)))


def _identifier(row: Row) -> str:
    return values.as_text(row["element_identifier"]) or str(row["element_index"] or 0)


def _place(row: Row) -> tuple[int, int]:
    index = row["element_index"]
    return (index if isinstance(index, int) else 0, row["id"])
