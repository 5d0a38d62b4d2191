// Everything that depends on it, at element granularity, in one statement; only a DISTINCT right on the pattern is pruned.
// $key: of a dataset, a collection or a job.
// Returns rows of keys, in no order; the key itself is not among them.
MATCH (s:Dataset {key: $key})-[:READ_BY|WROTE|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x.key) AS keys
UNION ALL
MATCH (s:Collection {key: $key})-[:READ_BY|WROTE|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x.key) AS keys
UNION ALL
MATCH (s:Job {key: $key})-[:READ_BY|WROTE|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x.key) AS keys
