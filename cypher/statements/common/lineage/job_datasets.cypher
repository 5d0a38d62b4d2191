// Datasets with the edges that lead into them, at element granularity: looked up once for both.
// $datasets: their keys.
// Returns one row: datasets, lists of [key, name, hid, state, extension, collection_type, deleted, visible, create_time,
// history, history_name, origins], origins being lists of [source, key, type, output].
UNWIND $datasets AS k
MATCH (n:Dataset {key: k})
OPTIONAL MATCH (n)-[:IN_HISTORY]->(h:History)
RETURN collect([k, n.name, n.hid, n.state, n.extension, null, n.deleted, n.visible, n.create_time, h.key, h.name,
                [(n)<-[e:WROTE|COPIED_TO|CONVERTED_TO]-(x) | [x.key, k, type(e), e.output]]]) AS datasets
