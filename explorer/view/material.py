"""What a view is made of: items, executions and what leads to them, each read once, in packed statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from explorer.access import Access
from explorer.graph.drafts import Draft, Scope, copies, elements, inputs, is_item, outputs
from explorer.graph.model import Execution, Item, Node
from explorer.graph.nodes import about_row, full_execution, full_item
from explorer.graph.profiles import PROFILES
from explorer.graph.records import ElementRow, ExecutionRow, InputRow, OriginRow
from explorer.graph.states import count_leaves
from explorer.reading import by_kind, read_items, read_leaves, rows, together
from explorer.tools.names import tool_names

FULL: Final = PROFILES["full"]
MOST: Final = 1_000
"""Neighbours of one node that are read at most; a chevron says no greater number."""


@dataclass(slots=True)
class Material:
    """Nodes by key, and drafts of the edges that lead into those that were asked about.

    A draft may begin at something that is not among the nodes: that is what chevrons count.
    """

    access: Access
    nodes: dict[str, Node] = field(default_factory=dict)
    drafts: dict[Draft, None] = field(default_factory=dict)
    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    made: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[str, list[str]] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    @property
    def scope(self) -> Scope:
        """What may stand for hidden elements: anything, what is shown already before others."""
        return Scope(frozenset(self.nodes), include_deleted=True)

    def add(self, drafts: Iterable[Draft], about: Iterable[str] = ()) -> None:
        """Take in edges; `about` are the keys of which now everything that leads to them is known."""
        for draft in drafts:
            self.drafts[draft] = None
            self.sources[draft.target].add(draft.source)
        self._known.update(about)

    def read_sources(self, keys: Iterable[str]) -> None:
        """Read what leads to these nodes, where it is not known."""
        wanted = set(keys) - self._known
        self._read_origins({key for key in wanted if is_item(key)})
        self._read_inputs({key for key in wanted if not is_item(key)})

    def read_outputs(self, executions: Iterable[str]) -> set[str]:
        """Return what executions made, elements in the collections that hold them."""
        wanted = sorted(set(executions))
        unknown = [key for key in wanted if key not in self.made]
        self.made.update((key, []) for key in unknown)
        if unknown:
            for row in self.access.graph.read("executions/outputs", executions=unknown):
                for execution, item, _ in row["outputs"]:
                    self.made[execution].append(item)
        return {item for key in wanted for item in self.made[key]}

    def read_targets(self, items: Iterable[str]) -> None:
        """Read what these items lead to, where it is not known."""
        keys = by_kind(key for key in items if key not in self.targets)
        if any(keys.values()):
            graph = self.access.graph
            found = graph.read("view/targets", datasets=keys["datasets"], collections=keys["collections"], most=MOST)
            self.targets.update((key, []) for each in keys.values() for key in each)
            for row in found:
                self.targets.update((key, sorted(set(near))) for key, near in row["targets"])

    def read_nodes(self, keys: Collection[str], home: str | None) -> None:
        """Read what is said about nodes; `home` is the key of the history whose items need not name theirs."""
        unknown = set(keys) - self.nodes.keys()
        self.nodes |= self._items({key for key in unknown if is_item(key)}, home)
        self.nodes |= self._executions(sorted(key for key in unknown if not is_item(key)))

    def _read_origins(self, items: set[str]) -> None:
        graph, collections = self.access.graph, by_kind(items)["collections"]
        origins, leaves = together(
            lambda: rows(graph, "history_graph/origins", OriginRow, "origins", **by_kind(items)),
            lambda: rows(graph, "history_graph/elements", ElementRow, "elements", collections=collections),
        )
        drafts = outputs(origins) + copies(origins, self.scope, FULL) + elements(leaves, self.scope, FULL)
        self.add(drafts, items)

    def _read_inputs(self, executions: set[str]) -> None:
        found = rows(self.access.graph, "history_graph/inputs", InputRow, "inputs", executions=sorted(executions))
        self.add(inputs(found, self.scope, FULL), executions)

    def _items(self, keys: set[str], home: str | None) -> Mapping[str, Item]:
        found = {key: row for key, row in read_items(self.access.graph, keys).items() if row.stored is not None}
        leaves = count_leaves(read_leaves(self.access, found))
        return {key: full_item(row, about_row(row), leaves.get(key, {}), home) for key, row in found.items()}

    def _executions(self, keys: list[str]) -> Mapping[str, Execution]:
        graph = self.access.graph
        found = rows(graph, "history_graph/executions", ExecutionRow, "executions", executions=keys)
        names = tool_names(graph, {row.source for row in found if row.source})
        return {row.key: full_execution(row, names.get(row.source or "")) for row in found}


def is_apart(node: Node) -> bool:
    """An element that only its collection shows is no card of its own, nor is an upload: what it made is a source."""
    if isinstance(node, Execution):
        return node.upload
    return isinstance(node, Item) and node.ref.src == "hda" and node.visible is False and node.element_of is not None
