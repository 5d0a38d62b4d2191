// What tool requests named as inputs.
// $requests: their keys.
// Returns one row: inputs, lists of [request, item, input, via, src, path, mapped, visible, is_element, parents];
// parents are the collections that an item stands in as an element: lists of [key, depth, deleted].
UNWIND $requests AS k
MATCH (r:ToolRequest {key: k})-[:REQUESTED]->(e:ToolExecution)<-[c:CONSUMED_BY]-(i)
RETURN collect([k, i.key, c.input, c.via, c.src, c.path, c.mapped, i.visible, i.is_element,
                [(i)-[p:ELEMENT_OF]->(x:Collection) | [x.key, size(p.path), x.deleted]]]) AS inputs
