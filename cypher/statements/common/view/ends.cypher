// When executions were last heard of: the last change of any of their jobs, which is their end once all have ended.
// $executions: their keys.
// Returns one row: ends, lists of [execution, end_time]; those without a job are left out.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[:RAN_FOR]-(j:Job)
WITH k, max(j.update_time) AS ended
RETURN collect([k, ended]) AS ends
