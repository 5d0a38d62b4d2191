// Which executions did these jobs and map-overs run for? $keys: their keys.
// Returns: found, one list of [key, key of the execution].
UNWIND $keys AS k
CALL (k) {
  MATCH (j:Job {key: k})-[:RAN_FOR]->(e:ToolExecution)
  RETURN e.key AS execution
  UNION
  MATCH (i:ImplicitCollectionJobs {key: k})-[:RAN_FOR]->(e:ToolExecution)
  RETURN e.key AS execution
}
RETURN collect([k, execution]) AS found
