"""The write statements, generated from the declared graph.

Each takes a batch (`$rows` or `$keys`) and starts at the unique key. A changed edge is deleted and made again,
so no statement sets properties of an edge in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from cypher.definitions import index_name
from cypher.rows import COLUMNS
from cypher.schema import BY_LABEL, BY_TYPE, SEARCHED
from cypher.words import END

LOCK = (
    "MERGE (v:GraphVersion {key: 'version'}) SET v.writer = $writer "
    "WITH v OPTIONAL MATCH (t:Turn {key: $turn}) RETURN t.holder AS holder"
)
"""The first statement of every write: writers wait for each other at this node. Returns whose turn `$turn` is."""

BUMP = "MATCH (v:GraphVersion {key: 'version'}) SET v.version = coalesce(v.version, 0) + 1"


def find_nodes(label: str) -> str:
    """`$keys` → `found`: a list of property maps."""
    return f"UNWIND $keys AS k MATCH (n:{label} {{key: k}}) RETURN collect(properties(n)) AS found"


def find_keys(label: str) -> str:
    """`$keys` → `found`: those that are in the graph."""
    return f"UNWIND $keys AS k MATCH (n:{label} {{key: k}}) RETURN collect(n.key) AS found"


def find_among(label: str) -> str:
    """`$prefix`, `$low`, `$high` → `found`: the keys with this prefix and an id between the two, one look-up each."""
    pattern = f"(n:{label} {{key: $prefix + toString(i)}})"
    return f"UNWIND range($low, $high) AS i MATCH {pattern} RETURN collect(n.key) AS found"


def find_between(label: str) -> str:
    """The same by one scan of the label: for ranges that hold few of the ids that they span."""
    between = "n.galaxy_id >= $low AND n.galaxy_id <= $high"
    return f"MATCH (n:{label}) WHERE n.key STARTS WITH $prefix AND {between} RETURN collect(n.key) AS found"


def find_all(label: str) -> str:
    """`$prefix` → `found`: the keys with this prefix; scans the label."""
    return f"MATCH (n:{label}) WHERE n.key STARTS WITH $prefix RETURN collect(n.key) AS found"


def find_highest(label: str) -> str:
    """`$prefix` → `found`: the highest Galaxy id of the keys with this prefix, -1 without any; scans the label."""
    return f"MATCH (n:{label}) WHERE n.key STARTS WITH $prefix RETURN coalesce(max(n.galaxy_id), -1) AS found"


def count_by_range(label: str) -> str:
    """`$prefix`, `$size` → `number`, `nodes`: how many nodes have an id in each `$size` ids; scans the label."""
    by = "n.galaxy_id / $size AS number, count(*) AS nodes"
    return f"MATCH (n:{label}) WHERE n.key STARTS WITH $prefix RETURN {by} ORDER BY number"


def search_nodes(label: str) -> str:
    """`$lucene`, `$most`, `$wanted`, `$prefix`, `$limit` → `found`: lists of [key, title, words].

    Of the index's `$most` best matches those with all that is wanted.
    """
    matches = f"CALL db.index.fulltext.queryNodes('{index_name(label)}', $lucene, {{limit: $most}}) YIELD node AS n"
    return f"{matches} WITH n {_with_words(label)}"


def scan_nodes(label: str) -> str:
    """`$wanted`, `$prefix`, `$limit` → `found`: the same without an index, until there are enough."""
    return f"MATCH (n:{label}) {_with_words(label)}"


def sample_words(label: str) -> str:
    """`$limit` → `found`: the words of that many nodes."""
    return f"MATCH (n:{label}) WITH n LIMIT $limit RETURN collect(n.words) AS found"


def _with_words(label: str) -> str:
    title = "name" if "name" in SEARCHED[label] else "tool_name"
    words = f"' ' + replace(n.words, '{END}', '') + ' '"
    here = f"n.key STARTS WITH $prefix AND all(w IN $wanted WHERE {words} CONTAINS w)"
    return f"WHERE {here} WITH n LIMIT $limit RETURN collect([n.key, n.{title}, n.words]) AS found"


def create_nodes(label: str) -> str:
    """`$rows`: lists of values, see `NodeRow.values`, a null is an absent property → `made`: how many."""
    names = [*BY_LABEL[label].identity, *COLUMNS[label]]
    return f"UNWIND $rows AS r CREATE (:{label} {_map('r', names)}) RETURN count(*) AS made"


def create_hung(label: str, homes: Sequence[tuple[str, str, str]], tail: tuple[str, str, str] | None) -> str:
    """`$rows`, nodes with edges of these types and ends → `made`: edges of the tail, without one: nodes.

    A row is [key of each home, …, a list of what is there]: values of a node, see `NodeRow.values`, and of its edge to
    each home, then its tail: a list of [key of the other end, values], never an empty one.
    """
    ends = [_other_end(label, edge) for edge in homes]
    found = [f"MATCH (h{at}:{there} {{key: r[{at}]}})" for at, (there, _) in enumerate(ends)]
    names = [*BY_LABEL[label].identity, *COLUMNS[label]]
    made, width = [f"(n:{label} {_map('v', names)})"], len(names)
    for at, (_, edge) in enumerate(ends):
        columns = COLUMNS[homes[at][0]]
        made.append(edge.format(_map("v", columns, width), f"h{at}"))
        width += len(columns)
    begun = " ".join(["UNWIND $rows AS r", *found, f"UNWIND r[{len(homes)}] AS v CREATE {', '.join(made)}"])
    if not tail:
        return f"{begun} RETURN count(*) AS made"
    there, edge = _other_end(label, tail)
    hung = edge.format(_map("e", ["", *COLUMNS[tail[0]]]), "b")
    found_end = f"UNWIND v[{width}] AS e MATCH (b:{there} {{key: e[0]}})"
    return f"{begun} WITH n, v {found_end} CREATE {hung} RETURN count(*) AS made"


def _other_end(label: str, ends: tuple[str, str, str]) -> tuple[str, str]:
    """Return the label of the end of an edge that is not `n`, and its pattern, for a map and that end's name."""
    edge_type, source, target = ends
    if source == label:
        return target, f"(n)-[:{edge_type} {{}}]->({{}})"
    return source, f"(n)<-[:{edge_type} {{}}]-({{}})"


def update_nodes(label: str) -> str:
    """`$rows`: maps of all properties; those not named are removed."""
    return f"UNWIND $rows AS r MATCH (n:{label} {{key: r.key}}) SET n = r"


def upsert_nodes(label: str) -> str:
    """`$rows`: maps of all properties; made where they are not there."""
    return f"UNWIND $rows AS r MERGE (n:{label} {{key: r.key}}) SET n = r"


def find_owners(edge_type: str, label: str) -> str:
    """`$keys` of the ends that do not own → `found`: a list of [owner, that end]."""
    out, back = ("<-", "-") if BY_TYPE[edge_type].owner == "source" else ("-", "->")
    pattern = f"(n:{label} {{key: k}}){out}[:{edge_type}]{back}(o)"
    return f"UNWIND $keys AS k MATCH {pattern} RETURN collect([o.key, k]) AS found"


def remove_nodes(label: str) -> str:
    """`$keys`: the nodes to remove, with their edges."""
    return f"UNWIND $keys AS k MATCH (n:{label} {{key: k}}) DETACH DELETE n"


def find_edges(edge_type: str, owner_label: str) -> str:
    """`$keys` of owners → `found`: a list of [owner, other end, properties]."""
    out, back = ("-", "->") if BY_TYPE[edge_type].owner == "source" else ("<-", "-")
    pattern = f"(o:{owner_label} {{key: k}}){out}[e:{edge_type}]{back}(x)"
    return f"UNWIND $keys AS k MATCH {pattern} RETURN collect([k, x.key, properties(e)]) AS found"


def create_edges(edge_type: str, source_label: str, target_label: str, *, by_source: bool) -> str:
    """`$rows`, one for each source (or target), which is looked up once → `made`: how many had both ends.

    A row is [its key, a list of [key of the other end, values of the properties, see `EdgeRow.values`]].
    """
    here, there = (source_label, target_label) if by_source else (target_label, source_label)
    out, back = ("-", "->") if by_source else ("<-", "-")
    ends = f"MATCH (a:{here} {{key: r[0]}}) UNWIND r[1] AS e MATCH (b:{there} {{key: e[0]}})"
    made = f"[:{edge_type} {_map('e', ['', *COLUMNS[edge_type]])}]"
    return f"UNWIND $rows AS r {ends} CREATE (a){out}{made}{back}(b) RETURN count(*) AS made"


def _map(row: str, names: Sequence[str], first: int = 0) -> str:
    """Write a map of the values of a row from the `first` on, by their names; those without a name are left out."""
    return "{" + ", ".join(f"{name}: {row}[{index}]" for index, name in enumerate(names, first) if name) + "}"


def remove_edges(edge_type: str, source_label: str, target_label: str) -> str:
    """`$rows` of {source, target}: all edges of the type between the two."""
    source, target = f"(a:{source_label} {{key: r.source}})", f"(b:{target_label} {{key: r.target}})"
    return f"UNWIND $rows AS r MATCH {source}-[e:{edge_type}]->{target} DELETE e"
