// The executions that records stand for, whichever record of each is named.
// $keys: of executions, jobs, ICJs, workflow steps' runs and tool requests.
// Returns rows: found, lists of [key, key of the execution, rank]; the execution of this very name has the lowest rank.
UNWIND $keys AS k
MATCH (e:ToolExecution {key: k}) RETURN collect([k, e.key, 0]) AS found
UNION ALL
UNWIND $keys AS k
MATCH (:Job {key: k})-[:RAN_FOR]->(e:ToolExecution) RETURN collect([k, e.key, 1]) AS found
UNION ALL
UNWIND $keys AS k
MATCH (:ImplicitCollectionJobs {key: k})-[:RAN_FOR]->(e:ToolExecution) RETURN collect([k, e.key, 1]) AS found
UNION ALL
UNWIND $keys AS k
MATCH (:WorkflowInvocationStep {key: k})-[:SCHEDULED]->(e:ToolExecution) RETURN collect([k, e.key, 1]) AS found
UNION ALL
UNWIND $keys AS k
MATCH (:ToolRequest {key: k})-[:REQUESTED]->(e:ToolExecution) RETURN collect([k, e.key, 1]) AS found
