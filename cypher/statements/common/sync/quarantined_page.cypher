// A page of quarantined rows. $prefix: the first part of their keys; $after: the last key of the page before, or '';
// $limit: how many at most.
// Returns: key, stream, since, reason; ordered by key.
MATCH (q:Quarantined)
WHERE q.key STARTS WITH $prefix AND q.key > $after
RETURN q.key AS key, q.stream AS stream, q.since AS since, q.reason AS reason
ORDER BY key
LIMIT $limit
