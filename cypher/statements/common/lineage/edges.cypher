// The edges that lead into nodes, at execution granularity, with their properties.
// $datasets, $collections: their keys. $executions: the keys of executions.
// Returns rows: edges, lists of [target, source, type, input, output, via, mapped, path, identifier, index]; a list may
// end after output or path: the rest is null.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})<-[e:PRODUCED|COPIED_TO|CONVERTED_TO]-(x)
RETURN collect([k, x.key, type(e), null, e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:PRODUCED|COPIED_TO]-(x)
RETURN collect([k, x.key, type(e), null, e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:ELEMENT_OF]-(x:Dataset)
RETURN collect([k, x.key, type(e), null, null, null, null, e.path, e.identifier, e.index]) AS edges
UNION ALL
UNWIND $executions AS k
MATCH (n:ToolExecution {key: k})<-[e:CONSUMED_BY]-(x)
RETURN collect([k, x.key, type(e), e.input, null, e.via, e.mapped, e.path]) AS edges
