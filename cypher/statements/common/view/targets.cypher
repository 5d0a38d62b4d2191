// What items lead to directly: executions that read them, copies of them, collections that were put together from them.
// $datasets, $collections: their keys. $most: how many are told of each item and kind at most.
// Returns rows: targets, lists of [item, keys]; a copy that stands hidden in a collection is told as that collection,
// an execution that read a hidden element of a collection by name as one that read the collection.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
CALL (n) {
  MATCH (n)-[:CONSUMED_BY|COPIED_TO]->(x)
  WITH DISTINCT x LIMIT $most
  RETURN collect(CASE WHEN x.visible = false AND x.is_element = true
                      THEN coalesce(head([(x)-[:ELEMENT_OF]->(c:Collection) | c.key]), x.key) ELSE x.key END) AS found
}
CALL (n) {
  MATCH (n)-[:ELEMENT_OF]->(c:Collection)
  WHERE n.visible = true AND NOT EXISTS { MATCH (c)<-[:PRODUCED|COPIED_TO]-(o) }
  WITH DISTINCT c LIMIT $most
  RETURN collect(c.key) AS holders
}
RETURN collect([k, found + holders]) AS targets
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})
CALL (n) {
  MATCH (n)-[:CONSUMED_BY|COPIED_TO]->(x)
  WITH DISTINCT x LIMIT $most
  RETURN collect(x.key) AS found
}
CALL (n) {
  MATCH (n)<-[:ELEMENT_OF]-(d:Dataset)-[r:CONSUMED_BY]->(x:ToolExecution)
  WHERE d.visible = false AND r.via = 'payload'
  WITH DISTINCT x LIMIT $most
  RETURN collect(x.key) AS readers
}
RETURN collect([k, found + readers]) AS targets
