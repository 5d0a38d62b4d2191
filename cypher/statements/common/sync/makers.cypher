// Which jobs made these collections, or are in these map-overs, as the graph has it? $keys: keys of both.
// Returns: found, one list of keys of jobs.
UNWIND $keys AS k
CALL (k) {
  MATCH (j:Job)-[:WROTE]->(c:Collection {key: k})
  RETURN j.key AS job
  UNION
  MATCH (j:Job)-[:MEMBER_OF]->(i:ImplicitCollectionJobs {key: k})
  RETURN j.key AS job
}
RETURN collect(DISTINCT job) AS found
