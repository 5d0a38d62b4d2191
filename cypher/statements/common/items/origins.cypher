// What an item comes from, and how often it was copied.
// $dataset, $collection: its key in one of them, the other an empty text.
// Returns one row, or none when it is not in the graph: producers, copied_from, converted_from (lists of keys), copies.
MATCH (i:Dataset {key: $dataset})
RETURN [(e:ToolExecution)-[:PRODUCED]->(i) | e.key] AS producers, [(x:Dataset)-[:COPIED_TO]->(i) | x.key] AS copied_from,
       [(x:Dataset)-[:CONVERTED_TO]->(i) | x.key] AS converted_from, size([(i)-[:COPIED_TO]->(y:Dataset) | 1]) AS copies
UNION ALL
MATCH (i:Collection {key: $collection})
RETURN [(e:ToolExecution)-[:PRODUCED]->(i) | e.key] AS producers,
       [(x:Collection)-[:COPIED_TO]->(i) | x.key] AS copied_from, [] AS converted_from,
       size([(i)-[:COPIED_TO]->(y:Collection) | 1]) AS copies
