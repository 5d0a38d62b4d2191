// Which tool requests made items, as Galaxy 26.1 asks it: over the rows that say what a job wrote.
// $datasets, $collections: keys of items.
// Returns one row for each kind of item: origins, lists of [item, tool_request_id, tool_id, job], one for each request
// and tool whose jobs wrote the item; job is the highest id of them.
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})<-[:WROTE]-(j:Job)
WHERE j.tool_request_id IS NOT NULL AND j.tool_id IS NOT NULL
WITH k, j.tool_request_id AS request, j.tool_id AS tool, max(j.galaxy_id) AS job
RETURN collect([k, request, tool, job]) AS origins
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})<-[:WROTE]-(j:Job)
WHERE j.tool_request_id IS NOT NULL AND j.tool_id IS NOT NULL
WITH k, j.tool_request_id AS request, j.tool_id AS tool, max(j.galaxy_id) AS job
RETURN collect([k, request, tool, job]) AS origins
