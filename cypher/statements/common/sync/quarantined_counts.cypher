// How many rows of each stream of each Galaxy are quarantined?
// Returns: instance, stream, rows; ordered by instance and stream.
MATCH (q:Quarantined)
RETURN q.instance AS instance, q.stream AS stream, count(q) AS rows
ORDER BY instance, stream
