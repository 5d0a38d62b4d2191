// Items of a history, in no order.
// $history: its key. $include_deleted: also deleted ones, and those where Galaxy has NULL.
// $above, $below: only hids strictly between (null: no bound). $unnumbered: also items without hid.
// Returns one row: items, lists of [key, name, hid, state, extension, collection_type, deleted, visible, is_element,
// stored, create_time, file_size]; of a hidden element, which no graph selects, only its key and number.
MATCH (h:History {key: $history})<-[:IN_HISTORY]-(i)
WHERE ($include_deleted OR i.deleted = false)
  AND ($above IS NULL OR i.hid > $above OR ($unnumbered AND i.hid IS NULL))
  AND ($below IS NULL OR i.hid < $below OR ($unnumbered AND i.hid IS NULL))
RETURN collect(CASE WHEN i.is_element AND i.visible = false
                    THEN [i.key, null, i.hid, null, null, null, null, false, true, null, null]
                    ELSE [i.key, i.name, i.hid, i.state, i.extension, i.collection_type, i.deleted, i.visible,
                          i.is_element, coalesce(i.dataset_id, i.collection_id), i.create_time, i.file_size] END) AS items
