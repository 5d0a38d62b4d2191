// One step upstream of many nodes, at execution granularity.
// $datasets, $collections: their keys. $executions: the keys of executions.
// Returns rows: neighbours, lists of [key, keys of its neighbours].
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})<-[:PRODUCED|COPIED_TO|CONVERTED_TO]-(x)
WITH k, collect(DISTINCT x.key) AS found
RETURN collect([k, found]) AS neighbours
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[:PRODUCED|COPIED_TO|ELEMENT_OF]-(x)
WITH k, collect(DISTINCT x.key) AS found
RETURN collect([k, found]) AS neighbours
UNION ALL
UNWIND $executions AS k
MATCH (n:ToolExecution {key: k})<-[:CONSUMED_BY]-(x)
WITH k, collect(DISTINCT x.key) AS found
RETURN collect([k, found]) AS neighbours
