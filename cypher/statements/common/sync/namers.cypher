// Which executions named one of these datasets, or one in these collections, as an element of a collection?
// $keys: keys of datasets and collections. Returns: found, one list of keys of executions.
UNWIND $keys AS k
CALL (k) {
  MATCH (d:Dataset {key: k})-[c:CONSUMED_BY]->(e:ToolExecution)
  WHERE c.src = 'dce'
  RETURN e.key AS execution
  UNION
  MATCH (h:Collection {key: k})-[c:CONSUMED_BY]->(e:ToolExecution)
  WHERE c.src = 'dce'
  RETURN e.key AS execution
  UNION
  MATCH (h:Collection {key: k})<-[:ELEMENT_OF]-(d:Dataset)-[c:CONSUMED_BY]->(e:ToolExecution)
  WHERE c.src = 'dce'
  RETURN e.key AS execution
}
RETURN collect(DISTINCT execution) AS found
