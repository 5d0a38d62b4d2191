// Which tool sources does no execution run? $prefix: the first part of their keys, `<instance>/ts/`.
// Returns: key; ordered by key.
MATCH (t:ToolSource)
WHERE t.key STARTS WITH $prefix AND NOT EXISTS { MATCH (t)<-[:OF_TOOL]-(:ToolExecution) }
RETURN t.key AS key
ORDER BY key
