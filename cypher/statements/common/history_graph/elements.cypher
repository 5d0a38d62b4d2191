// What collections that nothing produced, and that are no copies, were put together from: their leaves and where those
// come from.
// $collections: keys of collections; of others nothing is said.
// Returns one row: elements, lists of [collection, leaf, visible, sources]; sources are what the leaf was produced by or
// copied from: lists of [type, key, output, visible, is_element, parents], type PRODUCED or COPIED_TO, parents the
// collections that a copied item stands in: lists of [key, depth, deleted].
UNWIND $collections AS k
MATCH (c:Collection {key: k})
WHERE NOT EXISTS { (c)<-[:PRODUCED|COPIED_TO]-() }
MATCH (c)<-[:ELEMENT_OF]-(d:Dataset)
WITH DISTINCT k, d
RETURN collect([k, d.key, d.visible,
                [(d)<-[r:PRODUCED|COPIED_TO]-(x) | [type(r), x.key, r.output, x.visible, x.is_element,
                  [(x)-[p:ELEMENT_OF]->(y:Collection) | [y.key, size(p.path), y.deleted]]]]]) AS elements
