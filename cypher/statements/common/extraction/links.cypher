// What each job of executions read and wrote; not for map-overs, whose jobs work on elements.
// $executions: their keys.
// Returns one row: links, lists of [execution, job, reads, writes]; reads, lists of [item, input, converted_from (keys)];
// writes, lists of [item, output].
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[:RAN_FOR]-(j:Job)
WHERE NOT EXISTS { MATCH (e)<-[:RAN_FOR]-(:ImplicitCollectionJobs) }
RETURN collect([k, j.key, [(j)<-[r:READ_BY]-(i) | [i.key, r.input, [(i)<-[:CONVERTED_TO]-(o) | o.key]]],
                [(j)-[w:WROTE]->(o) | [o.key, w.output]]]) AS links
