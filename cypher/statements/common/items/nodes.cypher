// Items by key, with the history in which they stand and what one says about them in one line.
// $datasets, $collections: their keys.
// Returns one row for each kind of item: items, lists of [key, name, hid, state, extension, collection_type, deleted,
// visible, is_element, stored, create_time, file_size, history, history_name, makers, copied_from, element_of]; makers
// are the tool ids of the executions that produced it, copied_from lists of [key, name, hid, history, history_name], element_of
// lists of [key, name, hid] of the collections that a visible element stands in.
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})
OPTIONAL MATCH (i)-[:IN_HISTORY]->(h:History)
RETURN collect([i.key, i.name, i.hid, i.state, i.extension, null, i.deleted, i.visible, i.is_element, i.dataset_id,
                i.create_time, i.file_size, h.key, h.name,
                [(i)<-[:PRODUCED]-(e:ToolExecution) | e.tool_id],
                [(i)<-[:COPIED_TO]-(x:Dataset) | [x.key, x.name, x.hid,
                  head([(x)-[:IN_HISTORY]->(y:History) | y.key]), head([(x)-[:IN_HISTORY]->(y:History) | y.name])]],
                [(i)-[:ELEMENT_OF]->(c:Collection) | [c.key, c.name, c.hid]]]) AS items
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})
OPTIONAL MATCH (i)-[:IN_HISTORY]->(h:History)
RETURN collect([i.key, i.name, i.hid, i.state, null, i.collection_type, i.deleted, i.visible, null, i.collection_id,
                i.create_time, null, h.key, h.name,
                [(i)<-[:PRODUCED]-(e:ToolExecution) | e.tool_id],
                [(i)<-[:COPIED_TO]-(x:Collection) | [x.key, x.name, x.hid,
                  head([(x)-[:IN_HISTORY]->(y:History) | y.key]), head([(x)-[:IN_HISTORY]->(y:History) | y.name])]],
                []]) AS items
