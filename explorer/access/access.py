"""What a caller may read: asked of the graph in one round trip for items, and one for executions and jobs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cypher import Graph
from explorer.access.callers import Caller
from explorer.access.restricted import Restricted
from explorer.access.rule import Place, holds, readable_among
from explorer.access.view import View
from explorer.errors import Forbidden, NotFound
from explorer.graph.records import unpack
from explorer.refs import Ref

_NOBODY = ""
_ITEMS = ("hda", "hdca", "history", "wi")
_EXECUTIONS = ("te", "icj", "job", "wis")
_LABELS = {
    "hda": "Dataset",
    "hdca": "Collection",
    "history": "History",
    "workflow_invocation": "WorkflowInvocation",
}
"""What can be asked for by its own address → its label. An execution is found by `resolve_execution`."""


class Access:
    """What `caller` may read of the Galaxy `instance`. Nothing is kept, so a share that ends, ends at once."""

    def __init__(self, graph: Graph, caller: Caller, instance: str) -> None:
        """Ask `graph`; at another Galaxy than its own the caller is anonymous."""
        self.graph = graph
        self.instance = instance
        self.caller = caller.at(instance)

    @property
    def is_unlimited(self) -> bool:
        """Whether the caller may read everything."""
        return self.caller.is_admin

    @property
    def user_key(self) -> str:
        """The key of the caller's node; an empty text when the caller is anonymous."""
        return _NOBODY if self.caller.user_id is None else f"{self.instance}/user/{self.caller.user_id}"

    def readable(self, keys: Iterable[str]) -> set[str]:
        """Return those of these keys that the caller may read; what is not in the graph nobody may.

        Takes keys of datasets, collections, histories, workflow invocations, executions, jobs and tool requests (as
        their executions). An administrator gets all keys back, and the graph is not asked.
        """
        wanted = set(keys)
        if self.is_unlimited or not wanted:
            return wanted
        kinds = _by_kind(wanted, self.instance)
        return readable_among([*self._item_places(kinds), *self._execution_places(kinds)], self.caller)

    def view(self, keys: Iterable[str]) -> View:
        """Return how an answer with these records shows them to the caller."""
        return View(self, keys)

    def admits(self, standing: Iterable[tuple[str | None, Iterable[int] | None]]) -> set[tuple[str, frozenset[int]]]:
        """Return those of (key of a history, roles that an item needs) under which the caller may read an item."""
        wanted = {(history, frozenset(roles or ())) for history, roles in standing if history}
        entered = self.readable(history for history, _ in wanted)
        return {(history, roles) for history, roles in wanted if history in entered and holds(self.caller, roles)}

    def may_read(self, key: str) -> bool:
        """Tell whether the caller may read one record."""
        return bool(self.readable([key]))

    def require(self, ref: Ref) -> None:
        """Raise `Forbidden` for an item, history or invocation that the caller may not read; none: `NotFound`."""
        if self.may_read(ref.key):
            return
        if not self.graph.existing(_LABELS[ref.src], [ref.key]):
            raise NotFound(f"{ref} is not in the graph.", ref)
        raise forbidden(ref)

    def stub(self, src: str) -> Restricted:
        """Return a reference that stands for a record of this kind that the caller may not read."""
        return Restricted(src, instance=self.instance)

    def _item_places(self, kinds: Mapping[str, list[str]]) -> list[Place]:
        if not any(kinds[kind] for kind in _ITEMS):
            return []
        answer = self.graph.read(
            "access/items",
            user=self.user_key,
            datasets=kinds["hda"],
            collections=kinds["hdca"],
            histories=kinds["history"],
            invocations=kinds["wi"],
        )
        return unpack(Place, answer, "places")

    def _execution_places(self, kinds: Mapping[str, list[str]]) -> list[Place]:
        executions = [key for kind in _EXECUTIONS for key in kinds[kind]]
        if not executions and not kinds["tr"]:
            return []
        answer = self.graph.read(
            "access/executions", user=self.user_key, executions=executions, jobs=kinds["job"], requests=kinds["tr"]
        )
        return unpack(Place, answer, "places")


def forbidden(ref: Ref) -> Forbidden:
    """Return the error that says no more than that this may not be read."""
    return Forbidden(f"You may not read {ref}.", ref)


def _by_kind(keys: Iterable[str], instance: str) -> Mapping[str, list[str]]:
    """Return the keys of one Galaxy by kind, sorted: roles and users are its own, at another they say nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        where, kind, _ = key.split("/", 2)
        if where == instance:
            found[kind].append(key)
    return found
