// What did the last sync of each stream of each Galaxy do?
// Returns: instance, name, synced, report (JSON); ordered by instance and name.
MATCH (s:Stream)
RETURN s.instance AS instance, s.name AS name, s.synced AS synced, s.report AS report
ORDER BY instance, name
