// Where items come from directly: the executions that produced them and the items that they are copies of.
// $datasets, $collections: keys of items.
// Returns one row for each kind of item: origins, lists of [item, type, source, output, visible, is_element, parents,
// name, hid, history, history_name]; type is PRODUCED or COPIED_TO, source a key; from `visible` on it is about the
// source of a copy. parents: collections that the source stands in, lists of [key, depth, deleted].
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})<-[r:PRODUCED|COPIED_TO]-(x)
OPTIONAL MATCH (x)-[:IN_HISTORY]->(h:History)
RETURN collect([k, type(r), x.key, r.output, x.visible, x.is_element,
                [(x)-[e:ELEMENT_OF]->(c:Collection) | [c.key, size(e.path), c.deleted]],
                x.name, x.hid, h.key, h.name]) AS origins
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})<-[r:PRODUCED|COPIED_TO]-(x)
OPTIONAL MATCH (x)-[:IN_HISTORY]->(h:History)
RETURN collect([k, type(r), x.key, r.output, x.visible, null, [], x.name, x.hid, h.key, h.name]) AS origins
