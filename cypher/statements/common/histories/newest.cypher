// The histories that changed last, of all Galaxies, along the index on that time. More conditions, or a second order,
// would make the local server look at all of them.
// $limit: how many at most.
// Returns: key, instance, id, update_time, deleted; last changed first, those of the same time in no order.
MATCH (h:History)
WHERE h.update_time > ''
RETURN h.key AS key, h.instance AS instance, h.galaxy_id AS id, h.update_time AS update_time, h.deleted AS deleted
ORDER BY h.update_time DESC LIMIT $limit
