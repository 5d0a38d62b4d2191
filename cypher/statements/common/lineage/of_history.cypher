// What stands in a history: its items, and the executions that produced them.
// $key: of the history.
// Returns two rows of keys, in no order.
MATCH (:History {key: $key})<-[:IN_HISTORY]-(i)
RETURN collect(i.key) AS keys
UNION ALL
MATCH (:History {key: $key})<-[:IN_HISTORY]-(i)<-[:PRODUCED]-(e:ToolExecution)
RETURN collect(DISTINCT e.key) AS keys
