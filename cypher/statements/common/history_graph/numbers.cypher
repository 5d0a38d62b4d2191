// A history with its items where they are few, else with their numbers, which tell which of them are the newest: numbers
// are little beside items. Neither is in order: who asks sorts faster than both engines.
// $history: its key. $include_deleted: also deleted items, and those where Galaxy has NULL.
// $above, $below: only hids strictly between (null: no bound; items without hid only where there is no bound).
// $few: so many are few.
// Returns one row, or none for an unknown history: name, owners, total (how many items), hids (of those that have one;
// null where items are few), items (else null): lists of [key, name, hid, state, extension, collection_type, deleted,
// visible, is_element, stored, create_time, file_size]; of a hidden element, which no graph selects, only key and number.
MATCH (h:History {key: $history})
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(i)
  WHERE ($include_deleted OR i.deleted = false)
    AND ($above IS NULL OR i.hid > $above)
    AND ($below IS NULL OR i.hid < $below)
  RETURN collect(i) AS found
}
RETURN h.name AS name, [(h)<-[:OWNS]-(u:User) | u.username] AS owners, size(found) AS total,
       CASE WHEN size(found) > $few THEN [i IN found WHERE i.hid IS NOT NULL | i.hid] ELSE null END AS hids,
       CASE WHEN size(found) <= $few
            THEN [i IN found |
                  CASE WHEN i.is_element AND i.visible = false
                       THEN [i.key, null, i.hid, null, null, null, null, false, true, null, null]
                       ELSE [i.key, i.name, i.hid, i.state, i.extension, i.collection_type, i.deleted, i.visible,
                             i.is_element, coalesce(i.dataset_id, i.collection_id), i.create_time, i.file_size] END]
            ELSE null END AS items
