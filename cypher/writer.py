"""Write the difference: what is in the graph is compared with what should be, and only that is changed.

A record owns its node and the edges that `schema.Edge.owner` gives it. Handing over a record again with all its
edges therefore creates, updates and removes exactly what changed, and nothing at all when nothing did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import uuid4

from neo4j import ManagedTransaction

from cypher import writes
from cypher.rows import Bookkeeping, Change, EdgeRow, NodeRow, Owned, Removed
from cypher.schema import BY_LABEL, BY_TYPE, EDGES, KINDS

Also = Callable[[Change], Bookkeeping]
"""Says, inside the transaction, what is to be remembered together with what it has changed."""

_Pairs = dict[tuple[str, str], list[dict[str, Any]]]


class Writer:
    """Writes batches, each in one transaction that is retried on transient errors."""

    def __init__(self, run: Callable[[Callable[[ManagedTransaction], Change]], Change]) -> None:
        """`run` runs a unit of work in a managed write transaction."""
        self._run = run
        self._name = uuid4().hex

    def apply(
        self,
        nodes: Sequence[NodeRow] = (),
        edges: Sequence[EdgeRow] = (),
        owned: Sequence[Owned] = (),
        *,
        fresh: bool = False,
        also: Also | None = None,
    ) -> Change:
        """Make the graph agree with these rows and return what had to change.

        Args:
            nodes: nodes with all their properties.
            edges: all edges of their type that their owners have.
            owned: further owners, that may have no edge of a type any more.
            fresh: none of these records can be in the graph yet, so do not look; nodes without a Galaxy id, which
                records share, are looked for all the same.
            also: bookkeeping for the same transaction; called once more when the transaction is tried again.
        """

        def work(tx: ManagedTransaction) -> Change:
            _send(tx, writes.LOCK, writer=self._name)
            change = Change()
            _apply_nodes(tx, nodes, change, fresh=fresh)
            _apply_edges(tx, edges, owned, change, fresh=fresh)
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
            _send(tx, writes.LOCK, writer=self._name)
            found = _found(tx, writes.find_keys(label), keys)
            change = Change(
                nodes_removed=len(found), keys_written=set(found), removed=_owned_by_others(tx, label, found)
            )
            if found:
                _send(tx, writes.remove_nodes(label), keys=found)
            _finish(tx, change, also)
            return change

        return self._run(work)

    def bookkeeping(self, nodes: Sequence[NodeRow], remove: Sequence[tuple[str, str]] = ()) -> None:
        """Write and remove (label, key) bookkeeping nodes; the graph stays the same version."""

        def work(tx: ManagedTransaction) -> Change:
            _keep(tx, Bookkeeping(nodes, remove))
            return Change()

        self._run(work)


def _finish(tx: ManagedTransaction, change: Change, also: Also | None) -> None:
    """Move the graph's version if it is another graph now, and write what is to be remembered."""
    if change:
        _send(tx, writes.BUMP)
    if also:
        _keep(tx, also(change))


def _keep(tx: ManagedTransaction, bookkeeping: Bookkeeping) -> None:
    rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for node in bookkeeping.nodes:
        rows[node.label][node.key] = node.stored()
    for label, by_key in rows.items():
        _send(tx, writes.upsert_nodes(label), rows=list(by_key.values()))
    for label, keys in _grouped(bookkeeping.remove).items():
        _send(tx, writes.remove_nodes(label), keys=keys)


def _owned_by_others(tx: ManagedTransaction, label: str, keys: Sequence[str]) -> list[Removed]:
    """Return the edges of these nodes that the nodes at their other ends own."""
    return [
        Removed(edge.type, owner, key)
        for edge in EDGES
        if any(label == (target if edge.owner == "source" else source) for source, target in edge.ends)
        for owner, key in _found(tx, writes.find_owners(edge.type, label), keys)
    ]


def _apply_nodes(tx: ManagedTransaction, nodes: Sequence[NodeRow], change: Change, *, fresh: bool) -> None:
    wanted: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in nodes:
        wanted[row.label][row.key] = row.stored()
    for label, rows in wanted.items():
        is_new = fresh and BY_LABEL[label].has_galaxy_id
        present = {} if is_new else {n["key"]: n for n in _found(tx, writes.find_nodes(label), rows)}
        new = [row for key, row in rows.items() if key not in present]
        other = [row for key, row in rows.items() if key in present and present[key] != row]
        for statement, batch in ((writes.create_nodes(label), new), (writes.update_nodes(label), other)):
            if batch:
                _send(tx, statement, rows=batch)
        change.nodes_written += len(new) + len(other)
        change.keys_written.update(row["key"] for row in (*new, *other))


def _apply_edges(
    tx: ManagedTransaction, edges: Sequence[EdgeRow], owned: Sequence[Owned], change: Change, *, fresh: bool
) -> None:
    wanted: dict[tuple[str, str], dict[tuple[str, str], list[EdgeRow]]] = defaultdict(lambda: defaultdict(list))
    owners: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for scope in owned:
        owners[scope.type, scope.owner_label].update(dict.fromkeys(scope.owners))
    for edge in _distinct(edges):
        label, key = edge.owner
        owners[edge.type, label][key] = None
        wanted[edge.type, label][key, edge.other].append(edge)
    for scope_key, keys in owners.items():
        pairs = wanted[scope_key]
        present = {} if fresh else _present_edges(tx, *scope_key, list(keys))
        differing = {pair for pair in pairs.keys() | present.keys() if _differs(pairs.get(pair), present.get(pair))}
        _remove_pairs(tx, scope_key, {p: present[p] for p in sorted(differing) if p in present}, change)
        made = [edge for pair in sorted(differing) for edge in pairs.get(pair, ())]
        _create(tx, made, change)


def _present_edges(tx: ManagedTransaction, edge_type: str, owner_label: str, keys: list[str]) -> _Pairs:
    present: _Pairs = defaultdict(list)
    for owner, other, properties in _found(tx, writes.find_edges(edge_type, owner_label), keys):
        present[owner, other].append(properties)
    return present


def _differs(wanted: list[EdgeRow] | None, present: list[dict[str, Any]] | None) -> bool:
    def canonical(rows: Iterable[dict[str, Any]]) -> list[str]:
        return sorted(repr(sorted(row.items())) for row in rows)

    return canonical(e.stored() for e in wanted or ()) != canonical(present or ())


def _remove_pairs(tx: ManagedTransaction, scope: tuple[str, str], pairs: _Pairs, change: Change) -> None:
    edge_type, owner_label = scope
    by_ends: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for owner, other in pairs:
        ends, row = _ends(edge_type, owner_label, owner, other)
        by_ends[ends].append(row)
    for (source_label, target_label), rows in by_ends.items():
        _send(tx, writes.remove_edges(edge_type, source_label, target_label), rows=rows)
    change.edges_removed += sum(len(rows) for rows in pairs.values())
    change.removed.extend(Removed(edge_type, owner, other) for (owner, other), rows in pairs.items() for _ in rows)
    change.keys_written.update(owner for owner, _ in pairs)


def _ends(edge_type: str, owner_label: str, owner: str, other: str) -> tuple[tuple[str, str], dict[str, str]]:
    """Tell labels and keys of source and target of an owner's edge; the kind in the other key tells its label."""
    edge, kind = BY_TYPE[edge_type], other.split("/")[1]
    owns_source = edge.owner == "source"
    for source_label, target_label in edge.ends:
        mine, theirs = (source_label, target_label) if owns_source else (target_label, source_label)
        if mine == owner_label and kind in KINDS[theirs]:
            row = {"source": owner, "target": other} if owns_source else {"source": other, "target": owner}
            return (source_label, target_label), row
    raise ValueError(f"{edge_type} does not connect {owner} and {other}.")


def _create(tx: ManagedTransaction, edges: Sequence[EdgeRow], change: Change) -> None:
    by_ends: dict[tuple[str, str, str], list[EdgeRow]] = defaultdict(list)
    for edge in edges:
        by_ends[edge.type, edge.source_label, edge.target_label].append(edge)
    for ends, batch in by_ends.items():
        rows = [{"source": e.source, "target": e.target, "properties": e.stored()} for e in batch]
        made = _send(tx, writes.create_edges(*ends), rows=rows)[0]["made"]
        dangling = [] if made == len(batch) else _dangling(tx, batch)
        lost = {id(edge) for edge in dangling}
        change.dangling.extend(dangling)
        change.edges_written += made
        change.keys_written.update(e.owner[1] for e in batch if id(e) not in lost)


def _dangling(tx: ManagedTransaction, edges: Sequence[EdgeRow]) -> list[EdgeRow]:
    ends = _grouped((label, key) for e in edges for label, key in _both_ends(e))
    known = {(label, key) for label, keys in ends.items() for key in _found(tx, writes.find_keys(label), keys)}
    return [e for e in edges if not known.issuperset(_both_ends(e))]


def _both_ends(edge: EdgeRow) -> tuple[tuple[str, str], tuple[str, str]]:
    return (edge.source_label, edge.source), (edge.target_label, edge.target)


def _distinct(edges: Iterable[EdgeRow]) -> Iterable[EdgeRow]:
    """Keep one edge per type, ends and identity: the last."""
    found: dict[tuple[Any, ...], EdgeRow] = {}
    for edge in edges:
        identity = tuple(repr(edge.properties.get(name)) for name in BY_TYPE[edge.type].identity)
        found[edge.type, edge.source_label, edge.source, edge.target_label, edge.target, identity] = edge
    return found.values()


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, dict[str, None]] = defaultdict(dict)
    for label, key in pairs:
        grouped[label][key] = None
    return {label: list(keys) for label, keys in grouped.items()}


def _found(tx: ManagedTransaction, statement: str, keys: Iterable[str]) -> list[Any]:
    keys = list(keys)
    return list(_send(tx, statement, keys=keys)[0]["found"]) if keys else []


def _send(tx: ManagedTransaction, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    result = tx.run(statement, parameters)
    return [dict(zip(result.keys(), record.values(), strict=True)) for record in result]
