// One page of the leaves of a collection, in their order.
// $collection: its key. $skip: leaves of earlier pages. $limit: leaves of a page.
// Returns one row, none for an unknown collection: total, and leaves, lists of [key, path, name, hid, state, extension,
// file_size].
MATCH (c:Collection {key: $collection})
CALL (c) {
  MATCH (c)<-[e:ELEMENT_OF]-(d:Dataset)
  RETURN count(e) AS total
}
CALL (c) {
  MATCH (c)<-[e:ELEMENT_OF]-(d:Dataset)
  WITH e, d ORDER BY e.index, d.galaxy_id SKIP $skip LIMIT $limit
  RETURN collect([d.key, e.path, d.name, d.hid, d.state, d.extension, d.file_size]) AS leaves
}
RETURN total, leaves
