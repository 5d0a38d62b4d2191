// How many deleted items a history holds, by what tells who may read them; elements that only their collection shows are
// not counted.
// $history: its key.
// Returns one row: deleted, lists of [roles, number]; roles: all needed, or null.
MATCH (h:History {key: $history})<-[:IN_HISTORY]-(i)
WHERE i.deleted = true AND NOT (coalesce(i.visible, true) = false AND coalesce(i.is_element, false) = true)
WITH i.access_roles AS roles, count(*) AS number
RETURN collect([roles, number]) AS deleted
