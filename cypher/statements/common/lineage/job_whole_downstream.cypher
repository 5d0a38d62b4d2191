// Everything that depends on it, and it itself, with the edges that lead into each of them, at element granularity. One
// statement, and the servers need not look up again what they have found; its first half is in a subquery of its own, as
// only a DISTINCT right on the pattern is pruned.
// $key: of a dataset, a collection or a job. $most: nothing is returned when there are more nodes than that.
// Returns rows: kind and nodes, as in `lineage/nodes`, where each node has one member more: its edges, as in
// `lineage/edges`.
CALL () {
  MATCH (s:Dataset {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Collection {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Job {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)-[:READ_BY|WROTE|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x) AS found
}
WITH CASE WHEN size(found) < $most THEN [s] + found ELSE [] END AS members
CALL (members) {
  UNWIND [n IN members WHERE n:Dataset] AS n
  OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
  RETURN 'item' AS kind, collect([n.key, n.name, n.hid, n.state, n.extension, null, n.deleted, n.visible, n.create_time,
                    h.key, h.name,
                    [(n)<-[e:WROTE|COPIED_TO|CONVERTED_TO]-(y) | [n.key, y.key, type(e), null, e.output]]]) AS nodes
  UNION ALL
  UNWIND [n IN members WHERE n:Collection] AS n
  OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
  RETURN 'item' AS kind, collect([n.key, n.name, n.hid, n.state, null, n.collection_type, n.deleted, n.visible,
                    n.create_time, h.key, h.name,
                    [(n)<-[e:WROTE|COPIED_TO|ELEMENT_OF]-(y) | [n.key, y.key, type(e), null, e.output, null, null, e.path,
                                                               e.identifier, e.index]]]) AS nodes
  UNION ALL
  UNWIND [n IN members WHERE n:Job] AS n
  RETURN 'job' AS kind, collect([n.key, n.tool_id, n.tool_version, n.create_time, n.state, null, [],
                    [(n)<-[e:READ_BY]-(y) | [n.key, y.key, type(e), e.input, null, null, null, e.path]]]) AS nodes
}
RETURN kind, nodes
