// Executions as extraction sees them: what was asked, of which tool, what went in and what came out.
// $executions: their keys.
// Returns one row: executions, lists of [key, state, payload, tool_id, tool_version, create_time, external_inputs,
// sources, requests, map_overs, steps, inputs, collections, datasets]: sources, lists of [key, source_class, untrusted,
// uuid of the user-defined tool]; requests, [key, state, state_message, history_id]; map_overs, [key, populated_state];
// steps, [key, order_index, label, tool_id, tool_version, when_expression, invocation]; inputs, [item, input, via, src,
// path, mapped]; collections and datasets, [item, output], of a map-over no datasets: they are elements.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})
RETURN collect([k, e.state, e.payload, e.tool_id, e.tool_version, e.create_time, e.external_inputs,
                [(e)-[:OF_TOOL]->(s:ToolSource) | [s.key, s.source_class, s.untrusted, s.dynamic_tool_uuid]],
                [(e)<-[:REQUESTED]-(r:ToolRequest) | [r.key, r.state, r.state_message, r.history_id]],
                [(e)<-[:RAN_FOR]-(c:ImplicitCollectionJobs) | [c.key, c.populated_state]],
                [(e)<-[:SCHEDULED]-(w:WorkflowInvocationStep) | [w.key, w.order_index, w.label, w.tool_id,
                  w.tool_version, w.when_expression, head([(w)-[:STEP_OF]->(i:WorkflowInvocation) | i.key])]],
                [(e)<-[t:CONSUMED_BY]-(i) | [i.key, t.input, t.via, t.src, t.path, t.mapped]],
                [(e)-[p:PRODUCED]->(o:Collection) | [o.key, p.output]],
                CASE WHEN EXISTS { MATCH (e)<-[:RAN_FOR]-(:ImplicitCollectionJobs) } THEN []
                     ELSE [(e)-[p:PRODUCED]->(o:Dataset) | [o.key, p.output]] END]) AS executions
