// What an item comes from, and how often it was copied.
// $dataset, $collection: its key in one of them, the other an empty text.
// Returns one row, or none when it is not in the graph: producers, copied_from, converted_from (lists of keys), copies.
MATCH (i:Dataset {key: $dataset})
RETURN [(i)<-[:PRODUCED]-(e:ToolExecution) | e.key] AS producers, [(i)<-[:COPIED_TO]-(x:Dataset) | x.key] AS copied_from,
       [(i)<-[:CONVERTED_TO]-(x:Dataset) | x.key] AS converted_from, size([(i)-[:COPIED_TO]->(y:Dataset) | 1]) AS copies
UNION ALL
MATCH (i:Collection {key: $collection})
RETURN [(i)<-[:PRODUCED]-(e:ToolExecution) | e.key] AS producers,
       [(i)<-[:COPIED_TO]-(x:Collection) | x.key] AS copied_from, [] AS converted_from,
       size([(i)-[:COPIED_TO]->(y:Collection) | 1]) AS copies
