// The execution that a record stands for, whichever record of it is named.
// $key: of an execution, a job, an ICJ, a workflow step's run or a tool request.
// Returns: key of the execution, rank; the execution of this very name first.
MATCH (e:ToolExecution {key: $key}) RETURN e.key AS key, 0 AS rank
UNION ALL
MATCH (:Job {key: $key})-[:RAN_FOR]->(e:ToolExecution) RETURN e.key AS key, 1 AS rank
UNION ALL
MATCH (:ImplicitCollectionJobs {key: $key})-[:RAN_FOR]->(e:ToolExecution) RETURN e.key AS key, 1 AS rank
UNION ALL
MATCH (:WorkflowInvocationStep {key: $key})-[:SCHEDULED]->(e:ToolExecution) RETURN e.key AS key, 1 AS rank
UNION ALL
MATCH (:ToolRequest {key: $key})-[:REQUESTED]->(e:ToolExecution) RETURN e.key AS key, 1 AS rank
