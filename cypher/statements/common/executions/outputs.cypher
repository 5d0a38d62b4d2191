// What executions produced, without the elements of collections that they produced as well.
// $executions: their keys.
// Returns one row: outputs, lists of [execution, item, output].
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})-[p:PRODUCED]->(i)
WHERE NOT EXISTS { MATCH (i)-[:ELEMENT_OF]->(:Collection)<-[:PRODUCED]-(e) }
RETURN collect([k, i.key, p.output]) AS outputs
