// The numbers of the items of a history, and the history itself: what tells which items are the newest is little beside
// the items, and put in order by who asks, for both engines take longer to do so than to give all numbers.
// $history: its key. $include_deleted: also deleted items, and those where Galaxy has NULL.
// $above, $below: only hids strictly between (null: no bound; items without hid only where there is no bound).
// Returns one row, or none for an unknown history: name, owners, total (how many items), hids (of those that have one).
MATCH (h:History {key: $history})
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(i)
  WHERE ($include_deleted OR i.deleted = false)
    AND ($above IS NULL OR i.hid > $above)
    AND ($below IS NULL OR i.hid < $below)
  RETURN count(i) AS total, collect(i.hid) AS hids
}
RETURN h.name AS name, [(h)<-[:OWNS]-(u:User) | u.username] AS owners, total, hids
