// What is shown of things that were found, with the history in which they stand.
// $datasets, $collections, $histories, $executions: their keys.
// Returns a row for each kind: hits, lists of [key, name, hid, state, extension, collection_type, tool_id, tool_version,
// tags, deleted, create_time, owner, history, history_name]; owner: of a history, its owner's public name.
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})
OPTIONAL MATCH (i)-[:IN_HISTORY]->(h:History)
RETURN collect([i.key, i.name, i.hid, i.state, i.extension, null, null, null, i.tags, i.deleted, i.create_time,
                null, h.key, h.name]) AS hits
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})
OPTIONAL MATCH (i)-[:IN_HISTORY]->(h:History)
RETURN collect([i.key, i.name, i.hid, i.state, null, i.collection_type, null, null, i.tags, i.deleted, i.create_time,
                null, h.key, h.name]) AS hits
UNION ALL
UNWIND $histories AS k
MATCH (h:History {key: k})
RETURN collect([h.key, h.name, null, null, null, null, null, null, h.tags, h.deleted, h.create_time,
                head([(h)<-[:OWNS]-(u:User) | u.username]), null, null]) AS hits
UNION ALL
UNWIND $executions AS k
MATCH (e:ToolExecution {key: k})
WITH e, head([(e)-[:PRODUCED]->()-[:IN_HISTORY]->(h:History) | [h.key, h.name]]) AS place
RETURN collect([e.key, e.tool_name, null, null, null, null, e.tool_id, e.tool_version, null, null, e.create_time,
                null, place[0], place[1]]) AS hits
