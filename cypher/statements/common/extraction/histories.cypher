// The histories that executions ran in, for what a workflow keeps of them.
// $histories: their keys.
// Returns one row: histories, lists of [key, name, annotation, tags].
UNWIND $histories AS k
MATCH (h:History {key: k})
RETURN collect([k, h.name, h.annotation, h.tags]) AS histories
