// The jobs of executions: all of them counted, the first of them shown.
// $executions: keys. $failed: states that come first. $limit: jobs shown of each.
// Returns a row for each execution: key; counts, lists of [state, number]; end_time; jobs, lists of [key, state,
// tool_id, tool_version, exit_code, create_time, start_time, update_time, info, stderr, index, paths], failures first, then
// by position and id; paths: of what it wrote, lists of [collection, path] in those that its execution made; first,
// [parameters, user_id, history_id] of the job that is first by position and id, null without jobs; ordered by key.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  WITH j.state AS state, count(*) AS number, max(j.update_time) AS latest
  RETURN collect([state, number]) AS counts, max(latest) AS end_time
}
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  OPTIONAL MATCH (j)-[m:MEMBER_OF]->(:ImplicitCollectionJobs)
  WITH e, j, min(m.index) AS position
  ORDER BY j.state IN $failed DESC, position, j.galaxy_id LIMIT $limit
  RETURN collect([j.key, j.state, j.tool_id, j.tool_version, j.exit_code, j.create_time, j.start_time, j.update_time,
                  j.info, j.stderr, position,
                  [(j)-[:WROTE]->(:Dataset)-[p:ELEMENT_OF]->(c:Collection)<-[:PRODUCED]-(x) WHERE x.key = e.key | [c.key, p.path]]
                 ]) AS jobs
}
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  OPTIONAL MATCH (j)-[m:MEMBER_OF]->(:ImplicitCollectionJobs)
  WITH j, min(m.index) AS position
  ORDER BY position, j.galaxy_id LIMIT 1
  RETURN collect([j.parameters, j.user_id, j.history_id]) AS firsts
}
RETURN e.key AS key, counts, end_time, jobs, head(firsts) AS first
ORDER BY key
