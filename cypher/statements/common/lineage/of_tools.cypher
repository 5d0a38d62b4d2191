// The executions of some tools; looks through all executions.
// $prefix: of the keys of one Galaxy. $tools: ids of tools.
// Returns one row of keys, in no order.
MATCH (n:ToolExecution)
WHERE n.tool_id IN $tools AND n.key STARTS WITH $prefix
RETURN collect(n.key) AS keys
