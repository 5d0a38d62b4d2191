"""The difference between rows and the graph, written inside a transaction: only what differs is touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from neo4j import ManagedTransaction

from cypher import writes
from cypher.errors import UnknownEnd
from cypher.packing import Packed, by_ends
from cypher.rows import Change, EdgeRow, NodeRow, Owned, Removed
from cypher.schema import BY_LABEL, BY_TYPE, KINDS
from cypher.sending import create_edges, create_nodes, found, insert_rows, remove_edges, update_nodes

_Scope = tuple[str, str]
"""Edge type and label of the owners."""

_Pair = tuple[str, str]
"""Keys of an owner and of the other end."""

_Present = dict[_Pair, list[dict[str, Any]]]


def write_nodes(tx: ManagedTransaction, nodes: Iterable[NodeRow], change: Change, *, fresh: bool) -> None:
    """Create and update nodes. Nodes without a Galaxy id, which records share, are looked for even if `fresh`."""
    wanted: dict[str, dict[str, NodeRow]] = defaultdict(dict)
    for node in nodes:
        wanted[node.label][node.key] = node
    for label, rows in wanted.items():
        is_new = fresh and BY_LABEL[label].has_galaxy_id
        present = {} if is_new else {n["key"]: n for n in found(tx, writes.find_nodes(label), rows)}
        new = [row for key, row in rows.items() if key not in present] if present else list(rows.values())
        other = [row for key, n in present.items() if (row := rows[key].stored()) != n]
        create_nodes(tx, label, new)
        update_nodes(tx, label, other)
        change.nodes_written += len(new) + len(other)
        change.keys_written.update([row.key for row in new], [row["key"] for row in other])


def write_new_edges(tx: ManagedTransaction, edges: Iterable[EdgeRow], change: Change) -> None:
    """Create edges that are not there."""
    for ends, some in by_ends(edges).items():
        made = create_edges(tx, ends, some)
        dangling = [] if made == len(some) else _dangling(tx, some)
        lost = {id(edge) for edge in dangling}
        change.dangling.extend(dangling)
        change.edges_written += made
        change.keys_written.update([edge.owner[1] for edge in some if id(edge) not in lost])


def write_packed(tx: ManagedTransaction, packed: Packed, change: Change) -> None:
    """Create what cannot be there yet; `keys_written` of the change does not name it.

    Raises:
        UnknownEnd: an edge names a node that is not there; the transaction must not be committed.
    """
    for insert in (*packed.nodes, *packed.edges):
        if insert_rows(tx, insert) != insert.made:
            raise UnknownEnd
        change.nodes_written += insert.nodes
        change.edges_written += insert.edges


def write_edges(tx: ManagedTransaction, edges: Iterable[EdgeRow], owned: Iterable[Owned], change: Change) -> None:
    """Create the edges that their owners do not have yet, and remove those that these no longer have."""
    wanted: dict[_Scope, dict[_Pair, list[EdgeRow]]] = defaultdict(lambda: defaultdict(list))
    owners: dict[_Scope, dict[str, None]] = defaultdict(dict)
    for scope in owned:
        owners[scope.type, scope.owner_label].update(dict.fromkeys(scope.owners))
    for edge in edges:
        label, key = edge.owner
        owners[edge.type, label][key] = None
        wanted[edge.type, label][key, edge.other].append(edge)
    for scope_key, keys in owners.items():
        pairs = wanted[scope_key]
        present = _present(tx, scope_key, keys)
        differing = sorted(pair for pair in pairs.keys() | present if _differs(pairs.get(pair), present.get(pair)))
        _remove(tx, scope_key, {pair: present[pair] for pair in differing if pair in present}, change)
        write_new_edges(tx, [edge for pair in differing for edge in pairs.get(pair, ())], change)


def _present(tx: ManagedTransaction, scope: _Scope, owners: Iterable[str]) -> _Present:
    present: _Present = defaultdict(list)
    for owner, other, properties in found(tx, writes.find_edges(*scope), owners):
        present[owner, other].append(properties)
    return present


def _differs(wanted: list[EdgeRow] | None, present: list[dict[str, Any]] | None) -> bool:
    if wanted is None or present is None or len(wanted) != len(present):
        return True
    if len(wanted) == 1:
        return wanted[0].stored() != present[0]
    return _canonical(edge.stored() for edge in wanted) != _canonical(present)


def _canonical(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


def _remove(tx: ManagedTransaction, scope: _Scope, pairs: _Present, change: Change) -> None:
    edge_type, owner_label = scope
    by_labels: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for owner, other in pairs:
        labels, row = _ends(edge_type, owner_label, owner, other)
        by_labels[labels].append(row)
    for labels, rows in by_labels.items():
        remove_edges(tx, (edge_type, *labels), rows)
    gone = [Removed(edge_type, owner, other) for (owner, other), rows in pairs.items() for _ in rows]
    change.edges_removed += len(gone)
    change.removed.extend(gone)
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


def _dangling(tx: ManagedTransaction, edges: Sequence[EdgeRow]) -> list[EdgeRow]:
    ends: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        for label, key in _both_ends(edge):
            ends[label][key] = None
    known = {(label, key) for label, keys in ends.items() for key in found(tx, writes.find_keys(label), keys)}
    return [edge for edge in edges if not known.issuperset(_both_ends(edge))]


def _both_ends(edge: EdgeRow) -> tuple[tuple[str, str], tuple[str, str]]:
    return (edge.source_label, edge.source), (edge.target_label, edge.target)
