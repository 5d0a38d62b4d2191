// What stands in a history, with its words: all of it, for one history is never large.
// $history: its key.
// Returns one row for each kind that there is: kind, found (lists of [key, title, words]).
MATCH (h:History {key: $history})
RETURN 'history' AS kind, collect([h.key, h.name, h.words]) AS found
UNION ALL
MATCH (h:History {key: $history})<-[:IN_HISTORY]-(i:Dataset)
RETURN 'hda' AS kind, collect([i.key, i.name, i.words]) AS found
UNION ALL
MATCH (h:History {key: $history})<-[:IN_HISTORY]-(i:Collection)
RETURN 'hdca' AS kind, collect([i.key, i.name, i.words]) AS found
UNION ALL
MATCH (h:History {key: $history})<-[:IN_HISTORY]-(i)<-[:PRODUCED]-(e:ToolExecution)
WITH DISTINCT e
RETURN 'tool_execution' AS kind, collect([e.key, e.tool_name, e.words]) AS found
