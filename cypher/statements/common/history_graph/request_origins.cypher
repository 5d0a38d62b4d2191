// Which tool requests made items, as Galaxy 26.1 asks it: over the rows that say what a job wrote.
// $datasets, $collections: keys of items.
// Returns one row for each kind of item: origins, lists of [item, tool_request_id, tool_id, job id], for jobs that
// belong to a request and whose tool is known, lowest job id first.
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})<-[:WROTE]-(j:Job)
WHERE j.tool_request_id IS NOT NULL AND j.tool_id IS NOT NULL
WITH DISTINCT k, j ORDER BY j.galaxy_id
RETURN collect([k, j.tool_request_id, j.tool_id, j.galaxy_id]) AS origins
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})<-[:WROTE]-(j:Job)
WHERE j.tool_request_id IS NOT NULL AND j.tool_id IS NOT NULL
WITH DISTINCT k, j ORDER BY j.galaxy_id
RETURN collect([k, j.tool_request_id, j.tool_id, j.galaxy_id]) AS origins
