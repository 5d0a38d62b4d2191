// One run of a workflow with its steps.
// $invocation: its key.
// Returns one row, or none when it is not in the graph: key, state, create_time, update_time, history_id, workflow (name),
// parents (keys of the runs that contain it), steps, lists of [key, order_index, label, type, state, tool_id, executions];
// executions are keys of what the step scheduled.
MATCH (i:WorkflowInvocation {key: $invocation})
RETURN i.key AS key, i.state AS state, i.create_time AS create_time, i.update_time AS update_time,
       i.history_id AS history_id, head([(i)-[:OF_WORKFLOW]->(w:Workflow) | w.name]) AS workflow,
       [(i)-[:SUBINVOCATION_OF]->(p:WorkflowInvocation) | p.key] AS parents,
       [(i)<-[:STEP_OF]-(s:WorkflowInvocationStep) | [s.key, s.order_index, s.label, s.type, s.state, s.tool_id,
         [(s)-[:SCHEDULED]->(e:ToolExecution) | e.key]]] AS steps
