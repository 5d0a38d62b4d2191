"""What a feed remembers of the rows that it has followed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from loaders.feeds.seen import MOST, Newest, Version, of_json, to_json

versions = st.frozensets(st.builds(Version, st.integers(-(2**55), 2**55), st.integers(-(2**62), 2**62)))


@given(some=versions)
def test_versions_survive_as_json(some):
    assert of_json(json.loads(json.dumps(to_json(some)))) == some


@given(pages=st.lists(st.lists(st.builds(Version, st.integers(0, 99), st.integers(0, 9)), max_size=30)))
def test_only_the_newest_are_kept(pages):
    newest = Newest(most=7)
    for page in pages:
        newest.add(page)
    assert list(newest) == sorted((version for page in pages for version in page), reverse=True)[:7]


def test_a_watermark_has_a_bound():
    """Rows that change all the time, as dense as they may be and as far apart as in fifteen minutes."""
    rows = [Version(1_800_000_000_000_000 + row * 90_000 + row % 1000, row * 17) for row in range(MOST)]
    assert len(json.dumps(to_json(rows), separators=(",", ":"))) < 120_000
