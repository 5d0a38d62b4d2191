// The leaves of collections, counted by state and by what tells who may read them (else as `history_graph/leaves`).
// $collections: their keys.
// Returns one row: leaves, lists of [collection, pair, shown, state, count, history, roles]. pair: the identifiers above
// a leaf of a list of pairs, else empty. shown: the key of a visible leaf, else null. history: its key; roles: all
// needed, or null.
UNWIND $collections AS k
MATCH (c:Collection {key: k})<-[e:ELEMENT_OF]-(d:Dataset)
OPTIONAL MATCH (d)-[:IN_HISTORY]->(h:History)
WITH k, CASE WHEN c.collection_type CONTAINS ':paired' AND size(e.path) > 1
             THEN e.path[0..size(e.path) - 1] ELSE [] END AS pair,
     CASE WHEN d.visible THEN d.key ELSE null END AS shown, d.state AS state, h.key AS history,
     d.access_roles AS roles, count(*) AS n
RETURN collect([k, pair, shown, state, n, history, roles]) AS leaves
