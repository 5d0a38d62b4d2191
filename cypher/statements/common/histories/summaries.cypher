// Histories with what they hold.
// $histories: their keys. $uploads: tool ids whose executions do not count. $roles: those of the caller; executions and
// jobs count with an item that needs no other role. Null: all count.
// Returns a row for each that is there: key, name, create_time, update_time, deleted, purged, published, importable,
// archived, tags, annotation, owners (public names), owner_keys, shared_with (keys of users), datasets and collections
// (how many, not deleted), executions (how many made one of its items), job_states (a state for each job that wrote one
// of its datasets or collections).
UNWIND $histories AS k
MATCH (h:History {key: k})
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(d:Dataset)
  WHERE coalesce(d.deleted, false) = false
  RETURN count(d) AS datasets
}
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(c:Collection)
  WHERE coalesce(c.deleted, false) = false
  RETURN count(c) AS collections
}
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(i)<-[:PRODUCED]-(e:ToolExecution)
  WHERE NOT coalesce(e.tool_id, '') IN $uploads
    AND ($roles IS NULL OR i.access_roles IS NULL OR all(role IN i.access_roles WHERE role IN $roles))
  RETURN count(DISTINCT e) AS executions
}
CALL (h) {
  MATCH (h)<-[:IN_HISTORY]-(i)<-[:WROTE]-(j:Job)
  WHERE $roles IS NULL OR i.access_roles IS NULL OR all(role IN i.access_roles WHERE role IN $roles)
  WITH DISTINCT j
  RETURN collect(j.state) AS job_states
}
RETURN h.key AS key, h.name AS name, h.create_time AS create_time, h.update_time AS update_time, h.deleted AS deleted,
       h.purged AS purged, h.published AS published, h.importable AS importable, h.archived AS archived, h.tags AS tags,
       h.annotation AS annotation, [(h)<-[:OWNS]-(u:User) | u.username] AS owners,
       [(h)<-[:OWNS]-(u:User) | u.key] AS owner_keys, [(h)<-[:MAY_READ]-(u:User) | u.key] AS shared_with, datasets,
       collections, executions, job_states
ORDER BY key
