"""What one extraction reads of the graph: each record once, many in one statement, with what the caller may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from explorer.access import Access
from explorer.errors import NotFound
from explorer.extraction.records.rows import (
    ExecutionRow,
    HistoryRow,
    InvocationRow,
    ItemRow,
    JobsRow,
    LeafRow,
    LinksRow,
    StepRow,
)
from explorer.reading import by_kind, rows
from explorer.refs import Ref

MOST_ELEMENTS = 1_000
"""Elements of a collection that are told one by one."""

R = TypeVar("R")


class Records:
    """The records that one extraction looks at; what the caller may not read is as if it were not there."""

    def __init__(self, access: Access) -> None:
        """Ask with the caller's access."""
        self.access = access
        self._executions: dict[str, ExecutionRow | None] = {}
        self._jobs: dict[str, JobsRow] = {}
        self._links: dict[str, list[LinksRow]] = defaultdict(list)
        self._items: dict[str, ItemRow | None] = {}
        self._elements: dict[str, list[LeafRow]] = {}

    def resolve(self, refs: Sequence[Ref]) -> dict[Ref, str]:
        """Return the key of the execution that each record stands for; raise `NotFound` for one that has none."""
        keys = sorted({ref.key for ref in refs})
        answered = self.access.graph.read("extraction/resolve", keys=keys) if keys else []
        found = sorted((rank, execution, key) for row in answered for key, execution, rank in row["found"])
        by_key = {key: execution for _, execution, key in reversed(found)}
        for ref in refs:
            if ref.key not in by_key:
                raise NotFound(f"{ref} is not in the graph, or belongs to no execution.", ref)
        return {ref: by_key[ref.key] for ref in refs}

    def upstream(self, item: str) -> set[str]:
        """Return the keys of everything that an item was made from."""
        return {key for row in self.access.graph.read("extraction/upstream", key=item) for key in row["keys"]}

    def load(self, keys: Iterable[str]) -> None:
        """Read executions and items that were not read yet."""
        items: list[str] = []
        executions: list[str] = []
        for key in sorted(set(keys)):
            (items if _is_item(key) else executions).append(key)
        self._load_items(items)
        self._load_executions(executions)

    def load_chain(self, keys: Iterable[str]) -> None:
        """Read items and what they are copies and conversions of, to the end."""
        level = set(keys)
        while level:
            self.load(level)
            found = (row for row in map(self._items.get, sorted(level)) if row)
            level = {key for row in found for key in (*row.copied_from, *row.converted_from) if key not in self._items}

    def execution(self, key: str) -> ExecutionRow | None:
        """Return an execution that was loaded; None when the caller may not read it."""
        return self._executions.get(key)

    def jobs(self, execution: str) -> JobsRow | None:
        """Return the jobs of an execution that was loaded; None when it has none."""
        return self._jobs.get(execution)

    def links(self, execution: str) -> list[LinksRow]:
        """Return what each job of an execution read and wrote, in the order of the jobs; nothing of a map-over."""
        return self._links.get(execution, [])

    def item(self, key: str) -> ItemRow | None:
        """Return an item that was loaded; None when the caller may not read it."""
        return self._items.get(key)

    def elements(self, collections: Iterable[str]) -> dict[str, list[LeafRow]]:
        """Return the elements of collections in their order, the first `MOST_ELEMENTS` of each.

        A collection with an element that the caller may not read has none.
        """
        wanted = set(collections)
        if new := sorted(wanted - self._elements.keys()):
            answer = self.access.graph.read("extraction/elements", collections=new, most=MOST_ELEMENTS)
            found = {key: [LeafRow(*leaf) for leaf in leaves] for row in answer for key, leaves in row["elements"]}
            readable = self.access.readable(leaf.dataset for leaves in found.values() for leaf in leaves)
            shown = {key: leaves for key, leaves in found.items() if all(leaf.dataset in readable for leaf in leaves)}
            self._elements |= {key: sorted(shown.get(key, ()), key=_position) for key in new}
        return {key: self._elements[key] for key in wanted}

    def histories(self, keys: Iterable[str]) -> list[HistoryRow]:
        """Return the histories that the caller may read, in the order of their keys."""
        readable = sorted(self.access.readable(keys))
        found = rows(self.access.graph, "extraction/histories", HistoryRow, "histories", histories=readable)
        return sorted(found, key=lambda row: Ref.of_key(row.key).id)

    def invocations(self, keys: Iterable[str]) -> dict[str, InvocationRow]:
        """Return runs of workflows, with the runs that contain them, as far as the caller may read them."""
        found: dict[str, InvocationRow] = {}
        level = self.access.readable(keys)
        while level:
            read = rows(
                self.access.graph, "extraction/invocations", InvocationRow, "invocations", invocations=sorted(level)
            )
            found |= {row.key: row for row in read}
            level = self.access.readable(key for row in read for key in row.parents if key not in found)
        return found

    def _load_items(self, keys: Sequence[str]) -> None:
        new = [key for key in keys if key not in self._items]
        found = {row.key: row for row in rows(self.access.graph, "extraction/items", ItemRow, "items", **by_kind(new))}
        self._take(new, found, self._items)

    def _load_executions(self, keys: Sequence[str]) -> None:
        new = [key for key in keys if key not in self._executions]
        if not new:
            return
        graph = self.access.graph
        found = rows(graph, "extraction/executions", ExecutionRow, "executions", executions=new)
        self._take(new, {row.key: row for row in self._without_hidden_steps(found)}, self._executions)
        mine = [key for key in new if self._executions[key]]
        self._jobs |= {row.execution: row for row in rows(graph, "extraction/jobs", JobsRow, "jobs", executions=mine)}
        links = rows(graph, "extraction/links", LinksRow, "links", executions=mine)
        for link in sorted(links, key=lambda row: Ref.of_key(row.job).id):
            self._links[link.execution].append(link)

    def _without_hidden_steps(self, found: Sequence[ExecutionRow]) -> list[ExecutionRow]:
        """Return executions without the steps of runs of workflows that the caller may not read."""
        runs = {run for row in found for step in row.steps if (run := StepRow(*step).invocation)}
        shown = self.access.readable(runs)
        return [row._replace(steps=[step for step in row.steps if StepRow(*step).invocation in shown]) for row in found]

    def _take(self, keys: Sequence[str], found: dict[str, R], into: dict[str, R | None]) -> None:
        readable = self.access.readable(found)
        into.update((key, found.get(key) if key in readable else None) for key in keys)


def _is_item(key: str) -> bool:
    return key.split("/", 2)[1] in {"hda", "hdca"}


def _position(leaf: LeafRow) -> tuple[int, Sequence[str]]:
    return -1 if leaf.position is None else leaf.position, leaf.path
