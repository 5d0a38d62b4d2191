// When the last sync of each Galaxy ended.
// Returns: instance, synced; ordered by instance.
MATCH (s:Stream)
RETURN s.instance AS instance, max(s.synced) AS synced
ORDER BY instance
