// Where items come from directly: the executions that produced them and the items that they are copies of.
// $datasets, $collections: keys of items.
// Returns one row for each kind of item: origins, lists of [item, type, source, output, visible, is_element, parents,
// name, hid, history, history_name]; type is PRODUCED or COPIED_TO, source a key; from `visible` on there is only the
// source of a copy. parents: collections that the source stands in, lists of [key, depth, deleted].
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})<-[r:PRODUCED|COPIED_TO]-(x)
RETURN collect(CASE WHEN type(r) = 'PRODUCED' THEN [k, 'PRODUCED', x.key, r.output]
                    ELSE [k, 'COPIED_TO', x.key, r.output, x.visible, x.is_element,
                          [(x)-[e:ELEMENT_OF]->(c:Collection) | [c.key, size(e.path), c.deleted]], x.name, x.hid,
                          head([(x)-[:IN_HISTORY]->(h:History) | h.key]),
                          head([(x)-[:IN_HISTORY]->(h:History) | h.name])] END) AS origins
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})<-[r:PRODUCED|COPIED_TO]-(x)
RETURN collect(CASE WHEN type(r) = 'PRODUCED' THEN [k, 'PRODUCED', x.key, r.output]
                    ELSE [k, 'COPIED_TO', x.key, r.output, x.visible, null, [], x.name, x.hid,
                          head([(x)-[:IN_HISTORY]->(h:History) | h.key]),
                          head([(x)-[:IN_HISTORY]->(h:History) | h.name])] END) AS origins
