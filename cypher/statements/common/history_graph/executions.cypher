// Executions with their tools, requests and jobs.
// $executions: their keys.
// Returns one row: executions, lists of [key, state, tool_id, tool_version, create_time, source, requests, map_overs,
// job_states]: the key of its tool source (null without one, and when the text may be another tool's), the keys of tool
// requests, the keys of ICJs, and one state for each job.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})
RETURN collect([e.key, e.state, e.tool_id, e.tool_version, e.create_time,
                head([(e)-[:OF_TOOL]->(s:ToolSource) WHERE coalesce(s.untrusted, false) = false | s.key]),
                [(e)<-[:REQUESTED]-(r:ToolRequest) | r.key],
                [(e)<-[:RAN_FOR]-(c:ImplicitCollectionJobs) | c.key],
                [(e)<-[:RAN_FOR]-(j:Job) | j.state]]) AS executions
