// Everything that an item was made from, in one statement; not by way of a collection's elements, which no step makes.
// $key: of a dataset or a collection.
// Returns rows of keys, in no order; the key itself is not among them.
MATCH (s:Dataset {key: $key})<-[:CONSUMED_BY|PRODUCED|COPIED_TO|CONVERTED_TO*]-(x) RETURN collect(DISTINCT x.key) AS keys
UNION ALL
MATCH (s:Collection {key: $key})<-[:CONSUMED_BY|PRODUCED|COPIED_TO|CONVERTED_TO*]-(x) RETURN collect(DISTINCT x.key) AS keys
