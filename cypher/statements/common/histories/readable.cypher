// The histories that a caller may read because they are the caller's or shared, or open to all, whose name has all the
// words. Begins at the user's node and at the indexes of what is open: what others have and keep to themselves costs nothing.
// $user: key of the caller's node, empty for nobody. $instance: of which Galaxy. $words: in lower case, none for all.
// $include_deleted: also deleted ones.
// Returns a row for each way: found, lists of [key, update_time, id], in no order; one history may be in several.
MATCH (u:User {key: $user})-[:OWNS|MAY_READ]->(h:History)
WHERE h.instance = $instance AND ($include_deleted OR coalesce(h.deleted, false) = false)
  AND all(word IN $words WHERE toLower(coalesce(h.name, '')) CONTAINS word)
RETURN collect([h.key, h.update_time, h.galaxy_id]) AS found
UNION ALL
MATCH (h:History {published: true})
WHERE h.instance = $instance AND ($include_deleted OR coalesce(h.deleted, false) = false)
  AND all(word IN $words WHERE toLower(coalesce(h.name, '')) CONTAINS word)
RETURN collect([h.key, h.update_time, h.galaxy_id]) AS found
UNION ALL
MATCH (h:History {importable: true})
WHERE h.instance = $instance AND ($include_deleted OR coalesce(h.deleted, false) = false)
  AND all(word IN $words WHERE toLower(coalesce(h.name, '')) CONTAINS word)
RETURN collect([h.key, h.update_time, h.galaxy_id]) AS found
