// The newest items of a history, and the history itself.
// $history: its key. $limit: items at most. $include_deleted: also deleted ones, and those where Galaxy has NULL.
// $above, $below: only hids strictly between (null: no bound; items without hid only where there is no bound).
// Returns one row, or none for an unknown history: key, name, owners, and items: lists of
// [key, name, hid, state, extension, collection_type, deleted, visible, is_element, stored, create_time],
// highest hid first (no hid before all, as on PostgreSQL), then highest id.
MATCH (h:History {key: $history})
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(i)
  WHERE ($include_deleted OR i.deleted = false)
    AND ($above IS NULL OR i.hid > $above)
    AND ($below IS NULL OR i.hid < $below)
  WITH i ORDER BY i.hid IS NULL DESC, i.hid DESC, i.galaxy_id DESC, i.key LIMIT $limit
  RETURN collect([i.key, i.name, i.hid, i.state, i.extension, i.collection_type, i.deleted, i.visible, i.is_element,
                  coalesce(i.dataset_id, i.collection_id), i.create_time]) AS items
}
RETURN h.key AS key, h.name AS name, [(h)<-[:OWNS]-(u:User) | u.username] AS owners, items
