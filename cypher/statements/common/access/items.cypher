// The histories that decide who may read items, histories and runs of workflows.
// $user: key of the caller's node, empty for nobody. $datasets, $collections, $histories, $invocations: keys.
// Returns one row for each kind: places, lists of [history, open, relations, records]; open: importable or published;
// relations: OWNS and MAY_READ of the caller to it; records: lists of [key, roles], roles all needed, or null.
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})-[:IN_HISTORY]->(h:History)
WITH h, collect([k, i.access_roles]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records]) AS places
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})-[:IN_HISTORY]->(h:History)
WITH h, collect([k, null]) AS records
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], records]) AS places
UNION ALL
UNWIND $histories AS k
MATCH (h:History {key: k})
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], [[k, null]]]) AS places
UNION ALL
UNWIND $invocations AS k
MATCH (i:WorkflowInvocation {key: k})
MATCH (h:History {key: i.instance + '/history/' + toString(i.history_id)})
RETURN collect([h.key, coalesce(h.importable, false) OR coalesce(h.published, false),
                [(h)<-[r:OWNS|MAY_READ]-(u:User) WHERE u.key = $user | type(r)], [[k, null]]]) AS places
