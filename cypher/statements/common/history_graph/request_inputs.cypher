// What tool requests named as inputs.
// $requests: their keys.
// Returns one row: inputs, lists of [request, item, input, via, src, path, mapped, visible, is_element, parents];
// parents are the collections that a hidden element stands in: lists of [key, depth, deleted].
UNWIND $requests AS k
MATCH (r:ToolRequest {key: k})-[:REQUESTED]->(e:ToolExecution)<-[c:CONSUMED_BY]-(i)
RETURN collect([k, i.key, c.input, c.via, c.src, c.path, c.mapped, i.visible, i.is_element,
                CASE WHEN i.is_element AND i.visible = false
                     THEN [(i)-[p:ELEMENT_OF]->(x:Collection) | [x.key, size(p.path), x.deleted]] ELSE [] END]) AS inputs
