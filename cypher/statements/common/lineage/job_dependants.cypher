// How much depends on it, and which items, at element granularity: numbers are sent and read in half the time of keys.
// $key: of a dataset, a collection or a job.
// Returns one row, or none when there is nothing with this key: datasets, collections, lists of their Galaxy ids, in no
// order; nodes, how many there are of all kinds. It itself is not counted.
CALL () {
  MATCH (s:Dataset {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Collection {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Job {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)-[:READ_BY|WROTE|ELEMENT_OF|COPIED_TO|CONVERTED_TO*]->(x) RETURN collect(DISTINCT x) AS found
}
WITH [n IN found WHERE n <> s] AS found
RETURN [n IN found WHERE n:Dataset | n.galaxy_id] AS datasets,
       [n IN found WHERE n:Collection | n.galaxy_id] AS collections, size(found) AS nodes
