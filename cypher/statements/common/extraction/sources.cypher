// The sources that were kept of some tools, for runs whose own source was not; looks through all sources, not users' own.
// $prefix: of the keys of one Galaxy. $tools: ids of tools.
// Returns one row: sources, lists of [key, source_class, tool_id, tool_version].
MATCH (s:ToolSource)
WHERE s.tool_id IN $tools AND s.key STARTS WITH $prefix AND s.dynamic_tool_uuid IS NULL
  AND coalesce(s.untrusted, false) = false
RETURN collect([s.key, s.source_class, s.tool_id, s.tool_version]) AS sources
