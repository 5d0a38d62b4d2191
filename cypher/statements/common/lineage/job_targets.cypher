// One step downstream of many nodes, at element granularity.
// $datasets, $collections: their keys. $executions: the keys of jobs.
// Returns rows: neighbours, lists of [key, keys of its neighbours].
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})-[:READ_BY|COPIED_TO|CONVERTED_TO|ELEMENT_OF]->(x)
WITH k, collect(DISTINCT x.key) AS found
RETURN collect([k, found]) AS neighbours
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})-[:READ_BY|COPIED_TO]->(x)
WITH k, collect(DISTINCT x.key) AS found
RETURN collect([k, found]) AS neighbours
UNION ALL
UNWIND $executions AS k
MATCH (n:Job {key: k})-[:WROTE]->(x)
WITH k, collect(DISTINCT x.key) AS found
RETURN collect([k, found]) AS neighbours
