// What is in a state in some histories: items there, and executions that made or read one, with a job in it.
// $histories: their keys. $state: the state. $limit: how many at most, of each way.
// Returns three rows of keys, in no order.
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)
WHERE i.state = $state
WITH i LIMIT $limit
RETURN collect(i.key) AS keys
UNION ALL
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)<-[:PRODUCED]-(e:ToolExecution)
WITH DISTINCT e
MATCH (e)<-[:RAN_FOR]-(j:Job)
WHERE j.state = $state
WITH DISTINCT e LIMIT $limit
RETURN collect(e.key) AS keys
UNION ALL
UNWIND $histories AS k
MATCH (:History {key: k})<-[:IN_HISTORY]-(i)-[:CONSUMED_BY]->(e:ToolExecution)
WITH DISTINCT e
MATCH (e)<-[:RAN_FOR]-(j:Job)
WHERE j.state = $state
WITH DISTINCT e LIMIT $limit
RETURN collect(e.key) AS keys
