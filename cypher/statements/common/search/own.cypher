// Things in the histories that a user owns, or that are shared with them, whose words have all these; the newest
// histories first.
// $user: the user's key. $wanted: texts that ' <words> ' must contain, the words without their ends.
// $most: of how many items one looks at the words. $limit: how many at most, of each kind.
// Returns one row for each kind that there is: kind, found (lists of [key, title, words]).
MATCH (u:User {key: $user})-[:OWNS|MAY_READ]->(h:History)
WHERE all(w IN $wanted WHERE ' ' + replace(h.words, '.', '') + ' ' CONTAINS w)
WITH DISTINCT h LIMIT $limit
RETURN 'history' AS kind, collect([h.key, h.name, h.words]) AS found
UNION ALL
MATCH (u:User {key: $user})-[:OWNS|MAY_READ]->(h:History)
WITH DISTINCT h ORDER BY h.galaxy_id DESC
MATCH (h)<-[:IN_HISTORY]-(i:Dataset)
WITH i LIMIT $most
WHERE all(w IN $wanted WHERE ' ' + replace(i.words, '.', '') + ' ' CONTAINS w)
WITH i LIMIT $limit
RETURN 'hda' AS kind, collect([i.key, i.name, i.words]) AS found
UNION ALL
MATCH (u:User {key: $user})-[:OWNS|MAY_READ]->(h:History)
WITH DISTINCT h ORDER BY h.galaxy_id DESC
MATCH (h)<-[:IN_HISTORY]-(i:Collection)
WITH i LIMIT $most
WHERE all(w IN $wanted WHERE ' ' + replace(i.words, '.', '') + ' ' CONTAINS w)
WITH i LIMIT $limit
RETURN 'hdca' AS kind, collect([i.key, i.name, i.words]) AS found
UNION ALL
MATCH (u:User {key: $user})-[:OWNS|MAY_READ]->(h:History)
WITH DISTINCT h ORDER BY h.galaxy_id DESC
MATCH (h)<-[:IN_HISTORY]-(i)
WITH i LIMIT $most
MATCH (i)<-[:PRODUCED]-(e:ToolExecution)
WHERE all(w IN $wanted WHERE ' ' + replace(e.words, '.', '') + ' ' CONTAINS w)
WITH DISTINCT e LIMIT $limit
RETURN 'tool_execution' AS kind, collect([e.key, e.tool_name, e.words]) AS found
