from cypher.definitions import definitions
from cypher.reference import markdown
from cypher.schema import BOOKKEEPING, EDGES, NODES


def test_every_edge_connects_declared_labels_and_is_told_apart_by_its_own_properties():
    labels = {node.label for node in NODES}
    for edge in EDGES:
        assert {label for ends in edge.ends for label in ends} <= labels
        assert set(edge.identity) <= edge.names


def test_every_label_has_a_unique_key():
    made = "\n".join(definitions())
    for node in (*NODES, *BOOKKEEPING):
        assert f"FOR (n:{node.label}) REQUIRE n.key IS UNIQUE" in made


def test_ends_can_be_told_from_the_kinds_in_their_keys():
    kinds = {node.label: set(node.kinds) for node in NODES}
    for edge in EDGES:
        pairs = [(s, t) for source, target in edge.ends for s in kinds[source] for t in kinds[target]]
        assert len(pairs) == len(set(pairs)), edge.type


def test_the_page_shows_every_label_edge_and_property():
    page = markdown()
    for thing in (*NODES, *BOOKKEEPING):
        assert f"### {thing.label}" in page
        assert all(f"| `{p.name}` |" in page for p in thing.properties)
    assert all(f"### {edge.type}" in page for edge in EDGES)
