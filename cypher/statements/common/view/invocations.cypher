// The runs of workflows that scheduled executions.
// $executions: their keys.
// Returns one row: steps, lists of [execution, invocation, workflow], workflow its name.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[:SCHEDULED]-(s:WorkflowInvocationStep)-[:STEP_OF]->(i:WorkflowInvocation)
RETURN collect(DISTINCT [k, i.key, head([(i)-[:OF_WORKFLOW]->(w:Workflow) | w.name])]) AS steps
