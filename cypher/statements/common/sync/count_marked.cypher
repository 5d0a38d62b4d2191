// How many rows of a stream are to be read again? $prefix: the first part of their keys.
// Returns: count.
MATCH (m:Marked)
WHERE m.key STARTS WITH $prefix
RETURN count(m) AS count
