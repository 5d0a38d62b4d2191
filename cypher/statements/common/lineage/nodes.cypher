// What one says about the nodes of a lineage, at either granularity.
// $datasets, $collections, $executions, $jobs: their keys.
// Returns rows: kind (`item`, `execution` or `job`); nodes, for items lists of [key, name, hid, state, extension,
// collection_type, deleted, visible, create_time, history, history_name], for the others of [key, tool_id, tool_version,
// create_time, state, source, job_states]: the state of a job, or the validity of an execution, the key of its tool
// source, and a state for each of its jobs.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN 'item' AS kind, collect([k, n.name, n.hid, n.state, n.extension, null, n.deleted, n.visible, n.create_time,
                                h.key, h.name]) AS nodes
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN 'item' AS kind, collect([k, n.name, n.hid, n.state, null, n.collection_type, n.deleted, n.visible,
                                n.create_time, h.key, h.name]) AS nodes
UNION ALL
UNWIND $executions AS k
MATCH (n:ToolExecution {key: k})
RETURN 'execution' AS kind, collect([k, n.tool_id, n.tool_version, n.create_time, n.state,
                  head([(n)-[:OF_TOOL]->(s:ToolSource) WHERE coalesce(s.untrusted, false) = false | s.key]),
                  [(n)<-[:RAN_FOR]-(j:Job) | j.state]]) AS nodes
UNION ALL
UNWIND $jobs AS k
MATCH (n:Job {key: k})
RETURN 'job' AS kind, collect([k, n.tool_id, n.tool_version, n.create_time, n.state, null,
                               []]) AS nodes
