// Which captured executions made items, as Galaxy's TES branch resolves it: over the rows that say what a job wrote (under
// an ICJ that which the ICJ names itself, else the job's own, else its workflow step's), and for the collections of a
// map-over also over what ties them to the execution of a tool request. Only those with a validated payload.
// $datasets, $collections: keys of items.
// Returns one row for each way: origins, lists of [item, execution, tool_id, job], one for each execution and tool; job
// is the highest id of those jobs, null where no job is asked.
UNWIND $datasets AS k
MATCH (i:Dataset {key: k})<-[:WROTE]-(j:Job)-[r:RAN_FOR]->(e:ToolExecution)
WHERE j.tool_id IS NOT NULL AND e.state = 'validated'
  AND (r.via IN ['own', 'step']
       OR EXISTS { MATCH (j)-[:MEMBER_OF]->(c:ImplicitCollectionJobs)-[m:RAN_FOR]->(x) WHERE m.via = 'own' })
WITH k, e.key AS execution, j.tool_id AS tool, max(j.galaxy_id) AS job
RETURN collect([k, execution, tool, job]) AS origins
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})<-[:WROTE]-(j:Job)-[r:RAN_FOR]->(e:ToolExecution)
WHERE j.tool_id IS NOT NULL AND e.state = 'validated'
  AND (r.via IN ['own', 'step']
       OR EXISTS { MATCH (j)-[:MEMBER_OF]->(c:ImplicitCollectionJobs)-[m:RAN_FOR]->(x) WHERE m.via = 'own' })
WITH k, e.key AS execution, j.tool_id AS tool, max(j.galaxy_id) AS job
RETURN collect([k, execution, tool, job]) AS origins
UNION ALL
UNWIND $collections AS k
MATCH (i:Collection {key: k})<-[:PRODUCED]-(e:ToolExecution)<-[:REQUESTED]-(t:ToolRequest)
WHERE i.implicit_output_name IS NOT NULL AND e.state = 'validated'
WITH DISTINCT k, e
RETURN collect([k, e.key, head([(e)-[:OF_TOOL]->(s:ToolSource) | s.tool_id]), null]) AS origins
