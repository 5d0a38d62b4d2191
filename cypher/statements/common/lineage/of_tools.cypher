// The executions of some tools, by the index on tool ids.
// $prefix: of the keys of one Galaxy. $tools: ids of tools. $limit: how many at most.
// Returns one row of keys, in no order.
UNWIND $tools AS tool
MATCH (n:ToolExecution {tool_id: tool})
WHERE n.key STARTS WITH $prefix
WITH n LIMIT $limit
RETURN collect(n.key) AS keys
