// What stands in some histories, and the executions that made or read it.
// $histories: their keys. $limit: how many items at most.
// Returns three rows of keys, in no order.
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)
WITH i LIMIT $limit
RETURN collect(i.key) AS keys
UNION ALL
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)
WITH i LIMIT $limit
MATCH (i)<-[:PRODUCED]-(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
UNION ALL
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)
WITH i LIMIT $limit
MATCH (i)-[:CONSUMED_BY]->(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
