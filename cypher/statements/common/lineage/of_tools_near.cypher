// The executions of some tools that made or read something in some histories.
// $histories: their keys. $tools: ids of tools. $limit: how many at most, of each way.
// Returns two rows of keys, in no order.
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)<-[:PRODUCED]-(e:ToolExecution)
WHERE e.tool_id IN $tools
WITH DISTINCT e LIMIT $limit
RETURN collect(e.key) AS keys
UNION ALL
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)-[:CONSUMED_BY]->(e:ToolExecution)
WHERE e.tool_id IN $tools
WITH DISTINCT e LIMIT $limit
RETURN collect(e.key) AS keys
