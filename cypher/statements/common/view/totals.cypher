// How many items a history holds, by whether they are deleted and by what tells who may read them; elements that only
// their collection shows are not counted.
// $history: its key.
// Returns one row: totals, lists of [deleted, roles, number]; deleted: null where Galaxy has NULL; roles: all needed, or
// null.
MATCH (h:History {key: $history})<-[:IN_HISTORY]-(i)
WHERE NOT (coalesce(i.visible, true) = false AND coalesce(i.is_element, false) = true)
WITH i.deleted AS deleted, i.access_roles AS roles, count(*) AS number
RETURN collect([deleted, roles, number]) AS totals
