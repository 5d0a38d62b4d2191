// What the jobs of an execution themselves read and wrote, a page at a time.
// $execution: its key. $skip: jobs of earlier pages. $limit: jobs of a page.
// Returns one row: total; jobs, lists of [key, state, read, written, paths] by position and id: read and written, lists
// of [key, hid, name, input or output, path, others], others the keys of the collections that it stands in and of what it
// is a copy or a conversion of; paths, lists of [collection, path] of what it wrote into those that its execution made.
MATCH (e:ToolExecution {key: $execution})
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  RETURN count(j) AS total
}
CALL (e) {
  MATCH (e)<-[:RAN_FOR]-(j:Job)
  OPTIONAL MATCH (j)-[m:MEMBER_OF]->(:ImplicitCollectionJobs)
  WITH e, j, min(m.index) AS position
  ORDER BY position, j.galaxy_id SKIP $skip LIMIT $limit
  RETURN collect([j.key, j.state,
                  [(j)<-[r:READ_BY]-(d) | [d.key, d.hid, d.name, r.input, r.path,
                    [(d)-[:ELEMENT_OF]->(c:Collection) | c.key] + [(d)<-[:COPIED_TO|CONVERTED_TO]-(o) | o.key]]],
                  [(j)-[w:WROTE]->(d) | [d.key, d.hid, d.name, w.output, null,
                    [(d)-[:ELEMENT_OF]->(c:Collection) | c.key]]],
                  [(j)-[:WROTE]->(:Dataset)-[p:ELEMENT_OF]->(c:Collection)<-[:PRODUCED]-(x) WHERE x.key = e.key | [c.key, p.path]]
                 ]) AS jobs
}
RETURN total, jobs
