// The texts of tool sources.
// $sources: their keys.
// Returns a row for each that is there: key, source, source_class.
UNWIND $sources AS k
MATCH (s:ToolSource {key: k})
RETURN s.key AS key, s.source AS source, s.source_class AS source_class
ORDER BY key
