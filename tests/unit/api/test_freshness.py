"""ETags: the same question, graph and program, the same tag; weak comparison; nobody else can make one."""

from __future__ import annotations

import pytest

from api.freshness import NotModified, entity_tag, fingerprint, require_modified

TAG = entity_tag("secret", 1, "question")


def test_a_tag_follows_the_graph_and_the_question():
    assert entity_tag("secret", 1, "question") == TAG
    others = [entity_tag("secret", 2, "question"), entity_tag("secret", 1, "other"), entity_tag("other", 1, "question")]
    assert len({TAG, *others}) == 4
    assert TAG.startswith('W/"')


@pytest.mark.parametrize("sent", ["{}", '"other", {}', "{strong}", "{strong},{strong}"])
def test_a_client_that_has_the_answer(sent):
    with pytest.raises(NotModified) as found:
        require_modified(sent.format(TAG, strong=TAG.removeprefix("W/")), TAG)
    assert found.value.tag == TAG


@pytest.mark.parametrize("sent", [None, "", '"other"', 'W/"other"', "garbage", ",", "*"])
def test_a_client_that_has_not(sent):
    require_modified(sent, TAG)


def test_the_fingerprint_tells_packages_apart():
    assert fingerprint(("api",)) != fingerprint(("cypher",))
