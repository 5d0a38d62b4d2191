// The leaves of collections, counted by state; the two halves of a pair are told by the identifiers above them.
// $collections: their keys.
// Returns one row: leaves, lists of [collection, pair, shown, state, count]. pair: the identifiers above a leaf of a
// list of pairs, else empty. shown: the key of a visible leaf, else null (hidden leaves are counted together).
UNWIND $collections AS k
MATCH (c:Collection {key: k})<-[e:ELEMENT_OF]-(d:Dataset)
WITH k, CASE WHEN c.collection_type CONTAINS ':paired' AND size(e.path) > 1
             THEN e.path[0..size(e.path) - 1] ELSE [] END AS pair,
     CASE WHEN d.visible THEN d.key ELSE null END AS shown, d.state AS state, count(*) AS n
RETURN collect([k, pair, shown, state, n]) AS leaves
