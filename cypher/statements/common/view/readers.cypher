// Which executions read datasets, with how many jobs: what is read by many is a hub.
// $datasets: their keys. $most: executions told of each at most.
// Returns one row: readers, lists of [dataset, executions], executions lists of [key, jobs].
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
CALL (n) {
  MATCH (n)-[:CONSUMED_BY]->(e:ToolExecution)
  WITH DISTINCT e LIMIT $most
  RETURN collect([e.key, size([(e)<-[:RAN_FOR]-(j:Job) | 1])]) AS found
}
RETURN collect([k, found]) AS readers
