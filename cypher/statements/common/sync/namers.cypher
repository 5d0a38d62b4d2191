// Which executions named one of these datasets as an element of a collection? $keys: keys of datasets.
// Returns: found, one list of keys of executions.
UNWIND $keys AS k
MATCH (d:Dataset {key: k})-[c:CONSUMED_BY]->(e:ToolExecution)
WHERE c.src = 'dce'
RETURN collect(DISTINCT e.key) AS found
