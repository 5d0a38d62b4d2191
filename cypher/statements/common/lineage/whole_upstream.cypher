// Everything that it comes from, and it itself, with the edges that lead into each of them, at execution granularity. One
// statement, and the servers need not look up again what they have found; its first half is in a subquery of its own, as
// only a DISTINCT right on the pattern is pruned.
// $key: of a dataset, a collection or an execution. $most: nothing is returned when there are more nodes than that.
// Returns rows: kind and nodes, as in `lineage/nodes`, where each node has one member more: its edges, as in
// `lineage/edges`.
CALL () {
  MATCH (s:Dataset {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Collection {key: $key}) RETURN s
  UNION ALL
  MATCH (s:ToolExecution {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)<-[:CONSUMED_BY|PRODUCED|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]-(x) RETURN collect(DISTINCT x) AS found
}
WITH CASE WHEN size(found) < $most THEN [s] + found ELSE [] END AS members
CALL (members) {
  UNWIND [n IN members WHERE n:Dataset] AS n
  OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
  RETURN 'item' AS kind, collect([n.key, n.name, n.hid, n.state, n.extension, null, n.deleted, n.visible, n.create_time,
                    h.key, h.name,
                    [(n)<-[e:PRODUCED|COPIED_TO|CONVERTED_TO]-(y) | [n.key, y.key, type(e), null, e.output]]]) AS nodes
  UNION ALL
  UNWIND [n IN members WHERE n:Collection] AS n
  OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
  RETURN 'item' AS kind, collect([n.key, n.name, n.hid, n.state, null, n.collection_type, n.deleted, n.visible,
                    n.create_time, h.key, h.name,
                    [(n)<-[e:PRODUCED|COPIED_TO|ELEMENT_OF]-(y) | [n.key, y.key, type(e), null, e.output, null, null, e.path,
                                                               e.identifier, e.index]]]) AS nodes
  UNION ALL
  UNWIND [n IN members WHERE n:ToolExecution] AS n
  RETURN 'execution' AS kind, collect([n.key, n.tool_id, n.tool_version, n.create_time, n.state,
                    head([(n)-[:OF_TOOL]->(t:ToolSource) WHERE coalesce(t.untrusted, false) = false | t.key]),
                    [(n)<-[:RAN_FOR]-(j:Job) | j.state],
                    [(n)<-[e:CONSUMED_BY]-(y) | [n.key, y.key, type(e), e.input, null, e.via, e.mapped, e.path]]]) AS nodes
}
RETURN kind, nodes
