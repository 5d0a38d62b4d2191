// Datasets and collections as extraction sees them: what one calls them, and where they come from.
// $datasets, $collections: their keys.
// Returns one row for each kind: items, lists of [key, name, hid, extension, collection_type, annotation, history,
// history_name, makers, copied_from, converted_from, holders]; makers, lists of [execution, output, tool_id]; copied_from
// and converted_from, keys; holders, lists of [collection, path] of the collections that a dataset is an element of.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN collect([k, n.name, n.hid, n.extension, null, n.annotation, h.key, h.name,
                [(n)<-[p:PRODUCED]-(e:ToolExecution) | [e.key, p.output, e.tool_id]],
                [(n)<-[:COPIED_TO]-(o) | o.key], [(n)<-[:CONVERTED_TO]-(o) | o.key],
                [(n)-[m:ELEMENT_OF]->(c:Collection) | [c.key, m.path]]]) AS items
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN collect([k, n.name, n.hid, null, n.collection_type, n.annotation, h.key, h.name,
                [(n)<-[p:PRODUCED]-(e:ToolExecution) | [e.key, p.output, e.tool_id]],
                [(n)<-[:COPIED_TO]-(o) | o.key], [], []]) AS items
