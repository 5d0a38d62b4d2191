"""Write the difference: what is in the graph is compared with what should be, and only that is changed.

A record owns its node and the edges that `schema.Edge.owner` gives it. Handing over a record again with all its
edges therefore creates, updates and removes exactly what changed, and nothing at all when nothing did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from neo4j import ManagedTransaction

from cypher import writes
from cypher.difference import write_edges, write_new_edges, write_nodes, write_packed
from cypher.errors import Overtaken
from cypher.packing import Packed, distinct
from cypher.rows import Bookkeeping, Change, EdgeRow, NodeRow, Owned, Removed
from cypher.schema import EDGES
from cypher.sending import found, remove_nodes, send, upsert_nodes

Also = Callable[[Change], Bookkeeping]
"""Says, inside the transaction, what is to be remembered together with what it has changed."""


class Writer:
    """Writes batches, each in one transaction that is retried on transient errors."""

    def __init__(self, run: Callable[[Callable[[ManagedTransaction], Change]], Change]) -> None:
        """`run` runs a unit of work in a managed write transaction."""
        self._run = run
        self._name = uuid4().hex
        self._turn = ""

    def take_turn(self, key: str) -> None:
        """Be the only one who writes among those who take this turn: whoever had it before is overtaken.

        Every later write of another one raises `Overtaken`, so that what it read earlier undoes nothing of ours.
        """
        turn = NodeRow("Turn", key, {"holder": self._name})
        self.bookkeeping([turn])
        self._turn = key

    def apply(  # noqa: PLR0913 - what one can say about a write
        self,
        nodes: Sequence[NodeRow] = (),
        edges: Sequence[EdgeRow] = (),
        owned: Sequence[Owned] = (),
        *,
        fresh: bool = False,
        packed: Packed | None = None,
        also: Also | None = None,
    ) -> Change:
        """Make the graph agree with these rows and return what had to change.

        Args:
            nodes: nodes with all their properties.
            edges: all edges of their type that their owners have.
            owned: further owners, that may have no edge of a type any more.
            fresh: none of these records can be in the graph yet, so do not look; nodes without a Galaxy id, which
                records share, are looked for all the same.
            packed: further rows of which none can be in the graph yet; with `fresh` only.
            also: bookkeeping for the same transaction; called once more when the transaction is tried again.

        Raises:
            UnknownEnd: a packed edge names a node that is not there; nothing was written. Of `edges`, such ones are
                `dangling` in the answer.
        """

        def work(tx: ManagedTransaction) -> Change:
            self._lock(tx)
            change, wanted = Change(), distinct(edges)
            write_nodes(tx, nodes, change, fresh=fresh)
            if packed:
                write_packed(tx, packed, change)
            if fresh:
                write_new_edges(tx, wanted, change)
            else:
                write_edges(tx, wanted, owned, change)
            _finish(tx, change, also)
            return change

        return self._run(work)

    def remove_nodes(self, label: str, keys: Sequence[str], *, also: Also | None = None) -> Change:
        """Remove nodes with all their edges; `removed` of the answer are those that others own.

        Args:
            label: the nodes' label.
            keys: their keys; one that is not in the graph is no error.
            also: as for `apply`.
        """

        def work(tx: ManagedTransaction) -> Change:
            self._lock(tx)
            present = list(found(tx, writes.find_keys(label), keys))
            gone = _owned_by_others(tx, label, present)
            change = Change(nodes_removed=len(present), keys_written=set(present), removed=gone)
            remove_nodes(tx, label, present)
            _finish(tx, change, also)
            return change

        return self._run(work)

    def bookkeeping(self, nodes: Sequence[NodeRow], remove: Sequence[tuple[str, str]] = ()) -> None:
        """Write and remove (label, key) bookkeeping nodes; the graph stays the same version."""

        def work(tx: ManagedTransaction) -> Change:
            self._lock(tx)
            _keep(tx, Bookkeeping(nodes, remove))
            return Change()

        self._run(work)

    def _lock(self, tx: ManagedTransaction) -> None:
        """Wait for other writers, and end when another one has taken our turn."""
        holder = send(tx, writes.LOCK, writer=self._name, turn=self._turn)[0]["holder"]
        if self._turn and holder != self._name:
            raise Overtaken


def _finish(tx: ManagedTransaction, change: Change, also: Also | None) -> None:
    """Move the graph's version if it is another graph now, and write what is to be remembered."""
    if change:
        send(tx, writes.BUMP)
    if also:
        _keep(tx, also(change))


def _keep(tx: ManagedTransaction, bookkeeping: Bookkeeping) -> None:
    rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for node in bookkeeping.nodes:
        rows[node.label][node.key] = node.stored()
    for label, by_key in rows.items():
        upsert_nodes(tx, label, by_key.values())
    keys: dict[str, list[str]] = defaultdict(list)
    for label, key in dict.fromkeys(bookkeeping.remove):
        keys[label].append(key)
    for label, some in keys.items():
        remove_nodes(tx, label, some)


def _owned_by_others(tx: ManagedTransaction, label: str, keys: Sequence[str]) -> list[Removed]:
    """Return the edges of these nodes that the nodes at their other ends own."""
    return [
        Removed(edge.type, owner, key)
        for edge in EDGES
        if any(label == (target if edge.owner == "source" else source) for source, target in edge.ends)
        for owner, key in found(tx, writes.find_owners(edge.type, label), keys)
    ]
