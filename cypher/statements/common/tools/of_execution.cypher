// The tool that an execution ran, with its source where Galaxy kept it; a source that is surely its own comes first.
// $execution: its key.
// Returns: tool_id, tool_version, source, source_class, untrusted.
MATCH (e:ToolExecution {key: $execution})
OPTIONAL MATCH (e)-[:OF_TOOL]->(s:ToolSource)
WITH e, s ORDER BY coalesce(s.untrusted, false), s.key
RETURN e.tool_id AS tool_id, e.tool_version AS tool_version, s.source AS source, s.source_class AS source_class,
       s.untrusted AS untrusted
