// Everything that it comes from, at execution granularity, in one statement. Only a DISTINCT right on the pattern is pruned, and of
// nodes it takes half as long as of keys.
// $key: of a dataset, a collection or an execution.
// Returns one row, or none when there is nothing with this key: keys, in no order; in a circle the key is among them.
CALL () {
  MATCH (s:Dataset {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Collection {key: $key}) RETURN s
  UNION ALL
  MATCH (s:ToolExecution {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)<-[:CONSUMED_BY|PRODUCED|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]-(x) RETURN collect(DISTINCT x) AS found
}
RETURN [n IN found | n.key] AS keys
