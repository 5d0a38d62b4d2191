// What executions took in.
// $executions: their keys.
// Returns one row: inputs, lists of [execution, item, input, via, src, path, mapped, visible, is_element, parents];
// parents are the collections that an item stands in as an element: lists of [key, depth, deleted].
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[c:CONSUMED_BY]-(i)
RETURN collect([k, i.key, c.input, c.via, c.src, c.path, c.mapped, i.visible, i.is_element,
                [(i)-[p:ELEMENT_OF]->(x:Collection) | [x.key, size(p.path), x.deleted]]]) AS inputs
