// Nodes with the edges that lead into them, at element granularity, looked up once for both.
// $datasets, $collections: their keys. $executions: the keys of jobs.
// Returns rows: kind and nodes, as in `lineage/nodes`, where each node has one member more: origins, lists of [source,
// type, output, input, path, identifier, index, via, mapped], which may end early: the rest is null.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN 'item' AS kind, collect([k, n.name, n.hid, n.state, n.extension, null, n.deleted, n.visible, n.create_time,
                                h.key, h.name,
                                [(n)<-[e:WROTE|COPIED_TO|CONVERTED_TO]-(x) | [x.key, type(e), e.output]]]) AS nodes
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN 'item' AS kind, collect([k, n.name, n.hid, n.state, null, n.collection_type, n.deleted, n.visible,
                                n.create_time, h.key, h.name,
                                [(n)<-[e:WROTE|COPIED_TO|ELEMENT_OF]-(x) | [x.key, type(e), e.output, null, e.path,
                                                                            e.identifier, e.index]]]) AS nodes
UNION ALL
UNWIND $executions AS k
MATCH (n:Job {key: k})
RETURN 'job' AS kind, collect([k, n.tool_id, n.tool_version, n.create_time, n.state, null, [],
                  [(n)<-[e:READ_BY]-(x) | [x.key, type(e), null, e.input, e.path, null, null]]]) AS nodes
