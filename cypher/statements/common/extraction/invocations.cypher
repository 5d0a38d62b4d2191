// Runs of workflows, with the runs that contain them and the executions of their steps.
// $invocations: their keys.
// Returns one row: invocations, lists of [key, workflow name, parents, executions].
UNWIND $invocations AS k
MATCH (i:WorkflowInvocation {key: k})
RETURN collect([k, head([(i)-[:OF_WORKFLOW]->(w:Workflow) | w.name]),
                [(i)-[:SUBINVOCATION_OF]->(p:WorkflowInvocation) | p.key],
                [(i)<-[:STEP_OF]-(:WorkflowInvocationStep)-[:SCHEDULED]->(e:ToolExecution) | e.key]]) AS invocations
