// The elements of collections, for those that become inputs.
// $collections: their keys. $most: elements of each at most.
// Returns one row: elements, lists of [collection, leaves]; leaves, lists of [path, dataset, position, extension] of the
// first elements, in no order.
UNWIND $collections AS k
MATCH (c:Collection {key: k})
CALL (c) {
  MATCH (c)<-[e:ELEMENT_OF]-(d:Dataset)
  WITH e, d ORDER BY e.index LIMIT $most
  RETURN collect([e.path, d.key, e.index, d.extension]) AS leaves
}
RETURN collect([k, leaves]) AS elements
