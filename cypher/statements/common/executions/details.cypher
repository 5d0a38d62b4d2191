// Executions with everything that belongs to them, but for inputs, outputs and single jobs.
// $executions: their keys.
// Returns a row for each that is there: key, state, payload, tool_id, tool_version, create_time, external_inputs; sources,
// lists of [source, source_class, hash, untrusted]; requests, [key, state, state_message, history_id]; map_overs,
// [key, populated_state]; steps, [key, order_index, label, invocation, workflow name]; ordered by key.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})
RETURN e.key AS key, e.state AS state, e.payload AS payload, e.tool_id AS tool_id, e.tool_version AS tool_version,
       e.create_time AS create_time, e.external_inputs AS external_inputs,
       [(e)-[:OF_TOOL]->(s:ToolSource) | [s.source, s.source_class, s.hash, s.untrusted]] AS sources,
       [(e)<-[:REQUESTED]-(r:ToolRequest) | [r.key, r.state, r.state_message, r.history_id]] AS requests,
       [(e)<-[:RAN_FOR]-(c:ImplicitCollectionJobs) | [c.key, c.populated_state]] AS map_overs,
       [(e)<-[:SCHEDULED]-(w:WorkflowInvocationStep) | [w.key, w.order_index, w.label,
         head([(w)-[:STEP_OF]->(i:WorkflowInvocation) | i.key]),
         head([(w)-[:STEP_OF]->(:WorkflowInvocation)-[:OF_WORKFLOW]->(f:Workflow) | f.name])]] AS steps
ORDER BY key
