"""What a caller may read: asked of the graph in one round trip for items, and one for executions and jobs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cypher import Graph
from explorer.access.callers import Caller
from explorer.access.restricted import Restricted
from explorer.access.rule import Place, readable_among
from explorer.errors import Forbidden
from explorer.records import unpack
from explorer.refs import Ref

_NOBODY = ""
_ITEMS = ("hda", "hdca", "history", "wi")
_EXECUTIONS = ("te", "icj", "job", "wis")


class Access:
    """What `caller` may read of the Galaxy `instance`. Nothing is kept, so a share that ends, ends at once."""

    def __init__(self, graph: Graph, caller: Caller, instance: str) -> None:
        """Ask `graph`; at another Galaxy than its own the caller is anonymous."""
        self._graph = graph
        self._instance = instance
        self.caller = caller.at(instance)

    @property
    def is_unlimited(self) -> bool:
        """Whether the caller may read everything."""
        return self.caller.is_admin

    @property
    def user_key(self) -> str:
        """The key of the caller's node; an empty text when the caller is anonymous."""
        return _NOBODY if self.caller.user_id is None else f"{self._instance}/user/{self.caller.user_id}"

    def readable(self, keys: Iterable[str]) -> set[str]:
        """Return those of these keys that the caller may read; what is not in the graph nobody may.

        Takes keys of datasets, collections, histories, workflow invocations, executions and jobs. An administrator
        gets all keys back, and the graph is not asked.
        """
        wanted = set(keys)
        if self.is_unlimited or not wanted:
            return wanted
        kinds = _by_kind(wanted, self._instance)
        return readable_among([*self._item_places(kinds), *self._execution_places(kinds)], self.caller)

    def may_read(self, key: str) -> bool:
        """Tell whether the caller may read one record."""
        return bool(self.readable([key]))

    def require(self, ref: Ref) -> None:
        """Raise `Forbidden` when the caller may not read a record that is in the graph."""
        if not self.may_read(ref.key):
            raise Forbidden(f"You may not read {ref}.", ref)

    def stub(self, src: str) -> Restricted:
        """Return a reference that stands for a record of this kind that the caller may not read."""
        return Restricted(src, instance=self._instance)

    def _item_places(self, kinds: Mapping[str, list[str]]) -> list[Place]:
        if not any(kinds[kind] for kind in _ITEMS):
            return []
        answer = self._graph.read(
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
        if not executions:
            return []
        answer = self._graph.read("access/executions", user=self.user_key, executions=executions, jobs=kinds["job"])
        return unpack(Place, answer, "places")


def _by_kind(keys: Iterable[str], instance: str) -> Mapping[str, list[str]]:
    """Return the keys of one Galaxy by kind, sorted: roles and users are its own, at another they say nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        where, kind, _ = key.split("/", 2)
        if where == instance:
            found[kind].append(key)
    return found
