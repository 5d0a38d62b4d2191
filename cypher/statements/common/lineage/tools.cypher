// The ids of the tools that have run; looks through all executions.
// $prefix: of the keys of one Galaxy.
// Returns one row of tools, in no order.
MATCH (n:ToolExecution)
WHERE n.key STARTS WITH $prefix AND n.tool_id IS NOT NULL
RETURN collect(DISTINCT n.tool_id) AS tools
