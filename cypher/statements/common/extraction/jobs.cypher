// The jobs of executions: how many in each state, and the first, which stands for all of a map-over.
// $executions: their keys.
// Returns one row: jobs, lists of [execution, counts, first]; counts, lists of [state, number]; first, [key, parameters,
// tool_state, state, history_id, copied_from_job_id] of the job that is first by position and id.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  WITH j.state AS state, count(*) AS number
  RETURN collect([state, number]) AS counts
}
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  OPTIONAL MATCH (j)-[m:MEMBER_OF]->(:ImplicitCollectionJobs)
  WITH j, min(m.index) AS position
  ORDER BY position, j.galaxy_id LIMIT 1
  RETURN collect([j.key, j.parameters, j.tool_state, j.state, j.history_id, j.copied_from_job_id]) AS firsts
}
WITH k, counts, firsts WHERE size(firsts) > 0
RETURN collect([k, counts, head(firsts)]) AS jobs
