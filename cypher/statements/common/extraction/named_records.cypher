// What the validation of Galaxy's by-ids payload needs to know about the records that it names.
// $jobs, $map_overs (ICJs), $requests (tool requests): keys.
// Returns one row for each kind: kind, records; of `job` [key, id of its ICJ or null], of `implicit_collection_jobs`
// [key, populated_state, keys of its executions, keys of its output collections], of `tool_request` [key, state, key of
// its history or null].
UNWIND $jobs AS k
MATCH (j:Job {key: k})
WITH j, [(j)-[:MEMBER_OF]->(m:ImplicitCollectionJobs) | m.galaxy_id] AS map_overs
RETURN 'job' AS kind, collect([j.key, map_overs[0]]) AS records
UNION ALL
UNWIND $map_overs AS k
MATCH (m:ImplicitCollectionJobs {key: k})
WITH m, [(m)-[:RAN_FOR]->(e:ToolExecution) | e.key] AS executions,
     [(m)-[:RAN_FOR]->(:ToolExecution)-[:PRODUCED]->(c:Collection) | c.key] AS outputs
RETURN 'implicit_collection_jobs' AS kind, collect([m.key, m.populated_state, executions, outputs]) AS records
UNION ALL
UNWIND $requests AS k
MATCH (t:ToolRequest {key: k})
RETURN 'tool_request' AS kind,
       collect([t.key, t.state, t.instance + '/history/' + toString(t.history_id)]) AS records
