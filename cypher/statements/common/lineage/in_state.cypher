// What is in a state: items, and executions with a job in it; looks through all of them until there are enough.
// $prefix: of the keys of one Galaxy. $state: the state. $limit: how many at most, of each kind.
// Returns rows of keys, in no order.
MATCH (n:Dataset)
WHERE n.state = $state AND n.key STARTS WITH $prefix
WITH n LIMIT $limit
RETURN collect(n.key) AS keys
UNION ALL
MATCH (n:Collection)
WHERE n.state = $state AND n.key STARTS WITH $prefix
WITH n LIMIT $limit
RETURN collect(n.key) AS keys
UNION ALL
MATCH (n:Job)
WHERE n.state = $state AND n.key STARTS WITH $prefix
WITH n LIMIT $limit
MATCH (n)-[:RAN_FOR]->(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
