"""ETags: the same graph and program, the same tag; weak comparison."""

from __future__ import annotations

import pytest

from api.freshness import NotModified, entity_tag, fingerprint, require_modified


def test_a_tag_follows_the_version_of_the_graph():
    assert entity_tag(1) == entity_tag(1) != entity_tag(2)
    assert entity_tag(1).startswith('W/"')


@pytest.mark.parametrize("sent", ["{}", '"other", {}', "*", "{strong}"])
def test_a_client_that_has_the_answer(sent):
    tag = entity_tag(1)
    with pytest.raises(NotModified) as found:
        require_modified(sent.format(tag, strong=tag.removeprefix("W/")), tag)
    assert found.value.tag == tag


@pytest.mark.parametrize("sent", [None, "", '"other"', 'W/"other"', "garbage", ","])
def test_a_client_that_has_not(sent):
    require_modified(sent, entity_tag(1))


def test_the_fingerprint_tells_packages_apart():
    assert fingerprint(("api",)) != fingerprint(("cypher",))
