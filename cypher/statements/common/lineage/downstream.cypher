// Everything that depends on it, at execution granularity, in one statement; only a DISTINCT right on the pattern is pruned.
// $key: of a dataset, a collection or an execution.
// Returns rows of keys, in no order; the key itself is not among them.
MATCH (s:Dataset {key: $key})-[:CONSUMED_BY|PRODUCED|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x.key) AS keys
UNION ALL
MATCH (s:Collection {key: $key})-[:CONSUMED_BY|PRODUCED|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x.key) AS keys
UNION ALL
MATCH (s:ToolExecution {key: $key})-[:CONSUMED_BY|PRODUCED|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x.key) AS keys
