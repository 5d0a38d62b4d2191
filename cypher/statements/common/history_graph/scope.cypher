// The number in its history of the item that a history graph is centred on.
// $dataset, $collection: the item's key in one of them, the other an empty text. $history: the history's key.
// Returns: hid (null when it has none); no row when the item does not stand in that history.
MATCH (i:Dataset {key: $dataset})-[:IN_HISTORY]->(h:History)
WHERE h.key = $history
RETURN i.hid AS hid
UNION ALL
MATCH (i:Collection {key: $collection})-[:IN_HISTORY]->(h:History)
WHERE h.key = $history
RETURN i.hid AS hid
