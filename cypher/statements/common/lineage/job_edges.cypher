// The edges that lead into nodes, at element granularity, with their properties.
// $datasets, $collections: their keys. $executions: the keys of jobs.
// Returns rows: edges, lists of [target, source, type, input, output, via, mapped, path, identifier, index]; a list may
// end after output or path: the rest is null.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})<-[e:WROTE|COPIED_TO|CONVERTED_TO]-(x)
RETURN collect([k, x.key, type(e), null, e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:WROTE|COPIED_TO]-(x)
RETURN collect([k, x.key, type(e), null, e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:ELEMENT_OF]-(x:Dataset)
RETURN collect([k, x.key, type(e), null, null, null, null, e.path, e.identifier, e.index]) AS edges
UNION ALL
UNWIND $executions AS k
MATCH (n:Job {key: k})<-[e:READ_BY]-(x)
RETURN collect([k, x.key, type(e), e.input, null, null, null, e.path]) AS edges
