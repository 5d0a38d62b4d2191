// The histories that decide who may read executions and jobs: those of what they produced, else of what they read, and
// those where they ran.
// $user: key of the caller's node, empty for nobody. $executions, $jobs, $requests (tool requests): keys; a
// job may be in two of them.
// Returns one row for each way: places, lists of [history, open, relations, records, own]; open: importable or
// published; relations: OWNS and MAY_READ of the caller to it; records: lists of [key, roles], roles all needed, or
// null; own: they ran there, which is enough for the owner only.
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})-[:PRODUCED]->(i)-[:IN_HISTORY]->(h:History)
WITH DISTINCT h, k, i.access_roles AS roles
WITH h, collect([k, roles]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records, false]) AS places
UNION ALL
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[:CONSUMED_BY]-(i)-[:IN_HISTORY]->(h:History)
WHERE NOT EXISTS { MATCH (e)-[:PRODUCED]->(o) }
WITH DISTINCT h, k, i.access_roles AS roles
WITH h, collect([k, roles]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records, false]) AS places
UNION ALL
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[:RAN_FOR]-(j:Job)
WITH DISTINCT k, e.instance + '/history/' + toString(j.history_id) AS place
MATCH (h:History {key: place})
RETURN collect([h.key, false, [(h)<-[r:OWNS]-(u:User) WHERE u.key = $user | type(r)], [[k, null]], true]) AS places
UNION ALL
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})<-[:REQUESTED]-(t:ToolRequest)
WITH DISTINCT k, e.instance + '/history/' + toString(t.history_id) AS place
MATCH (h:History {key: place})
RETURN collect([h.key, false, [(h)<-[r:OWNS]-(u:User) WHERE u.key = $user | type(r)], [[k, null]], true]) AS places
UNION ALL
UNWIND $jobs AS k
MATCH (j:Job {key: k})-[:WROTE]->(i)-[:IN_HISTORY]->(h:History)
WITH DISTINCT h, k, i.access_roles AS roles
WITH h, collect([k, roles]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records, false]) AS places
UNION ALL
UNWIND $jobs AS k
MATCH (j:Job {key: k})<-[:READ_BY]-(i)-[:IN_HISTORY]->(h:History)
WHERE NOT EXISTS { MATCH (j)-[:WROTE]->(o) }
WITH DISTINCT h, k, i.access_roles AS roles
WITH h, collect([k, roles]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records, false]) AS places
UNION ALL
UNWIND $jobs AS k
MATCH (j:Job {key: k})
MATCH (h:History {key: j.instance + '/history/' + toString(j.history_id)})
RETURN collect([h.key, false, [(h)<-[r:OWNS]-(u:User) WHERE u.key = $user | type(r)], [[k, null]], true]) AS places
UNION ALL
UNWIND $requests AS k
MATCH (:ToolRequest {key: k})-[:REQUESTED]->(e:ToolExecution)-[:PRODUCED]->(i)-[:IN_HISTORY]->(h:History)
WITH DISTINCT h, k, i.access_roles AS roles
WITH h, collect([k, roles]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records, false]) AS places
