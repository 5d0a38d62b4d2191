// What a selection can ask of nodes that it knows already.
// $datasets, $collections, $executions: their keys.
// Returns rows: traits, lists of [key, tool_id, states]: the state of an item, or those of an execution's jobs.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
RETURN collect([k, null, [n.state]]) AS traits
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})
RETURN collect([k, null, [n.state]]) AS traits
UNION ALL
UNWIND $executions AS k
MATCH (n:ToolExecution {key: k})
RETURN collect([k, n.tool_id, [(n)<-[:RAN_FOR]-(j:Job) | j.state]]) AS traits
