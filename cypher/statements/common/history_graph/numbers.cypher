// A history with its items where they are few, else with their numbers, which tell which of them are the newest: numbers
// are little beside items, and no more than $many items are ever gathered. Neither is in order: who asks sorts faster
// than both engines.
// $history: its key. $include_deleted: also deleted items, and those where Galaxy has NULL.
// $above, $below: only hids strictly between (null: no bound; items without hid only where there is no bound).
// $many: so many are not few.
// Returns one row, or none for an unknown history: name, owners, total and hids (how many items there are, and the numbers
// of those that have one; 0 and none where items are few), items (where they are many, some): lists of [key, name, hid,
// state, extension, collection_type, deleted, visible, is_element, stored, create_time, file_size]; of a hidden element,
// which no graph selects, only key and number.
MATCH (h:History {key: $history})
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(i)
  WHERE ($include_deleted OR i.deleted = false)
    AND ($above IS NULL OR i.hid > $above)
    AND ($below IS NULL OR i.hid < $below)
  WITH i LIMIT $many
  RETURN collect(CASE WHEN i.is_element AND i.visible = false
                      THEN [i.key, null, i.hid, null, null, null, null, false, true, null, null]
                      ELSE [i.key, i.name, i.hid, i.state, i.extension, i.collection_type, i.deleted, i.visible,
                            i.is_element, coalesce(i.dataset_id, i.collection_id), i.create_time, i.file_size] END) AS items
}
CALL (h, items) {
  MATCH (h)<-[:IN_HISTORY]-(i)
  WHERE size(items) = $many
    AND ($include_deleted OR i.deleted = false)
    AND ($above IS NULL OR i.hid > $above)
    AND ($below IS NULL OR i.hid < $below)
  RETURN count(i) AS total, collect(i.hid) AS hids
}
RETURN h.name AS name, [(h)<-[:OWNS]-(u:User) | u.username] AS owners, total, hids, items
