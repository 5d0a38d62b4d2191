// What is in a state: items, and executions with a job in it; looks through all of them.
// $prefix: of the keys of one Galaxy. $state: the state.
// Returns rows of keys, in no order.
MATCH (n:Dataset)
WHERE n.state = $state AND n.key STARTS WITH $prefix
RETURN collect(n.key) AS keys
UNION ALL
MATCH (n:Collection)
WHERE n.state = $state AND n.key STARTS WITH $prefix
RETURN collect(n.key) AS keys
UNION ALL
MATCH (n:Job)
WHERE n.state = $state AND n.key STARTS WITH $prefix
MATCH (n)-[:RAN_FOR]->(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
