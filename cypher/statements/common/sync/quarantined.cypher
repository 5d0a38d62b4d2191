// Which rows of a stream are quarantined? $prefix: the first part of their keys, `<instance>/quarantined/<stream>/`.
// Returns: key, since, reason; ordered by key.
MATCH (q:Quarantined)
WHERE q.key STARTS WITH $prefix
RETURN q.key AS key, q.since AS since, q.reason AS reason
ORDER BY key
