// The tool that follows another one by its id, of those that have run, by the end of a range of the index on tool ids.
// $after: the id of a tool; empty for the first.
// Returns one row: tool, null behind the last.
MATCH (n:ToolExecution)
WHERE n.tool_id > $after
RETURN min(n.tool_id) AS tool
