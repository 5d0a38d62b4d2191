// One page of the jobs of an execution, in the order of the elements that they worked on.
// $execution: its key. $skip: jobs of earlier pages. $limit: jobs of a page.
// Returns one row, none for an unknown execution: total, and jobs, lists of [key, state, create_time, update_time, reads,
// writes, paths]: keys of datasets, and [collection, path] of those written for each that holds them.
MATCH (e:ToolExecution {key: $execution})
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  RETURN count(j) AS total
}
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  OPTIONAL MATCH (j)-[m:MEMBER_OF]->(:ImplicitCollectionJobs)
  WITH j, min(m.index) AS position
  ORDER BY position, j.galaxy_id SKIP $skip LIMIT $limit
  RETURN collect([j.key, j.state, j.create_time, j.update_time,
                  [(j)<-[:READ_BY]-(d:Dataset) | d.key], [(j)-[:WROTE]->(d:Dataset) | d.key],
                  [(j)-[:WROTE]->(:Dataset)-[p:ELEMENT_OF]->(c:Collection) | [c.key, p.path]]]) AS jobs
}
RETURN total, jobs
