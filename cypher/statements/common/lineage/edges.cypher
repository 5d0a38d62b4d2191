// The edges that lead into nodes, at execution granularity, with their properties.
// $datasets, $collections: their keys. $executions: the keys of executions.
// Returns rows: edges, lists of [source, target, type, output, input, path, identifier, index, via, mapped]; a list may
// end early: the rest is null.
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})<-[e:PRODUCED|COPIED_TO|CONVERTED_TO]-(x)
RETURN collect([x.key, k, type(e), e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:PRODUCED|COPIED_TO]-(x)
RETURN collect([x.key, k, type(e), e.output]) AS edges
UNION ALL
UNWIND $collections AS k
MATCH (n:Collection {key: k})<-[e:ELEMENT_OF]-(x:Dataset)
RETURN collect([x.key, k, type(e), null, null, e.path, e.identifier, e.index]) AS edges
UNION ALL
UNWIND $executions AS k
MATCH (n:ToolExecution {key: k})<-[e:CONSUMED_BY]-(x)
RETURN collect([x.key, k, type(e), null, e.input, e.path, null, null, e.via, e.mapped]) AS edges
