// How often an item was copied, by what tells who may read the copies.
// $dataset, $collection: its key in one of them, the other an empty text.
// Returns one row for each kind: copies, lists of [history, roles, number]; history: its key; roles: all needed, or null.
MATCH (i:Dataset {key: $dataset})-[:COPIED_TO]->(y:Dataset)-[:IN_HISTORY]->(h:History)
WITH h.key AS history, y.access_roles AS roles, count(DISTINCT y) AS number
RETURN collect([history, roles, number]) AS copies
UNION ALL
MATCH (i:Collection {key: $collection})-[:COPIED_TO]->(y:Collection)-[:IN_HISTORY]->(h:History)
WITH h.key AS history, null AS roles, count(DISTINCT y) AS number
RETURN collect([history, roles, number]) AS copies
