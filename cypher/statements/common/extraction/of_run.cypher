// What a run of a workflow ran, with the runs inside it.
// $key: of the run.
// Returns rows of keys of executions, in no order.
MATCH (:WorkflowInvocation {key: $key})<-[:STEP_OF]-(:WorkflowInvocationStep)-[:SCHEDULED]->(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
UNION ALL
MATCH (:WorkflowInvocation {key: $key})<-[:SUBINVOCATION_OF*]-(:WorkflowInvocation)<-[:STEP_OF]-(:WorkflowInvocationStep)-[:SCHEDULED]->(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
