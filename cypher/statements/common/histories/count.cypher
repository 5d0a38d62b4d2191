// How many histories have a name with all the words.
// $instance: of which Galaxy. $words: in lower case, none for all. $include_deleted: also deleted ones.
// Returns one row: total.
MATCH (h:History)
WHERE h.instance = $instance AND ($include_deleted OR coalesce(h.deleted, false) = false)
  AND all(word IN $words WHERE toLower(coalesce(h.name, '')) CONTAINS word)
RETURN count(h) AS total
