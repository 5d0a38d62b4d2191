// Histories whose name has all the words, the last changed first.
// $instance: of which Galaxy. $words: in lower case, none for all. $include_deleted: also deleted ones.
// $offset, $limit: which of them.
// Returns: key; last changed first.
MATCH (h:History)
WHERE h.instance = $instance AND ($include_deleted OR coalesce(h.deleted, false) = false)
  AND all(word IN $words WHERE toLower(coalesce(h.name, '')) CONTAINS word)
RETURN h.key AS key, coalesce(h.update_time, '') AS update_time, h.galaxy_id AS id
ORDER BY update_time DESC, id DESC SKIP $offset LIMIT $limit
