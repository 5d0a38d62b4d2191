// The jobs of an execution, at which element granularity begins.
// $key: of the execution.
// Returns one row: keys, in no order.
MATCH (e:ToolExecution {key: $key})<-[:RAN_FOR]-(j:Job)
RETURN collect(DISTINCT j.key) AS keys
