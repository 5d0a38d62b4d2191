// Which jobs made these collections, or are in these map-overs, as the graph has it? $keys: keys of both.
// Returns: found, one list of keys of jobs.
UNWIND $keys AS k
CALL (k) {
  MATCH (c:Collection {key: k})<-[:WROTE]-(j:Job)
  RETURN j.key AS job
  UNION
  MATCH (i:ImplicitCollectionJobs {key: k})<-[:MEMBER_OF]-(j:Job)
  RETURN j.key AS job
}
RETURN collect(DISTINCT job) AS found
