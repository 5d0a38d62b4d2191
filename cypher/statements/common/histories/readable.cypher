// The histories that a caller may read because they are the caller's, are shared, or are open to all, whose name has all
// the words. Begins at the user's node; the open ones are found by a pass over all histories, as no engine indexes them.
// $user: key of the caller's node, empty for nobody. $instance: of which Galaxy. $words: in lower case, none for all.
// $include_deleted: also deleted ones. $offset, $limit: which of them.
// Returns one row: total, how many; keys, of this page, last changed first.
CALL () {
  MATCH (u:User {key: $user})-[:OWNS|MAY_READ]->(h:History)
  RETURN h
  UNION
  MATCH (h:History)
  WHERE h.instance = $instance AND (h.importable = true OR h.published = true)
  RETURN h
}
WITH h
WHERE h.instance = $instance AND ($include_deleted OR coalesce(h.deleted, false) = false)
  AND all(word IN $words WHERE toLower(coalesce(h.name, '')) CONTAINS word)
WITH h ORDER BY h.update_time DESC, h.galaxy_id DESC
WITH collect(DISTINCT h.key) AS found
RETURN size(found) AS total, found[$offset..$offset + $limit] AS keys
