// The edges that lead into nodes, at element granularity, with their properties.
// $datasets, $collections: their keys. $executions: the keys of jobs.
// Returns rows: edges, lists of [source, target, type, output, input, path, identifier, index]; a list may
// end early: the rest is null.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})<-[e:WROTE|COPIED_TO|CONVERTED_TO]-(x)
RETURN collect([x.key, k, type(e), e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:WROTE|COPIED_TO]-(x)
RETURN collect([x.key, k, type(e), e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:ELEMENT_OF]-(x:Dataset)
RETURN collect([x.key, k, type(e), null, null, e.path, e.identifier, e.index]) AS edges
UNION ALL
UNWIND $executions AS k
MATCH (n:Job {key: k})<-[e:READ_BY]-(x)
RETURN collect([x.key, k, type(e), null, e.input, e.path, null, null]) AS edges
