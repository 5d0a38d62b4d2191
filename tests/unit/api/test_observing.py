"""What the log says of a request: nothing that would let its reader in."""

from __future__ import annotations

import pytest

from api.observing import address_without_secrets


@pytest.mark.parametrize(
    ("path", "query", "shown"),
    [
        ("/api/histories", "", "/api/histories"),
        ("/api/histories", "key=SECRET", "/api/histories"),
        ("/api/histories", "q=a+b&key=SECRET&limit=3", "/api/histories?q=a+b&limit=3"),
        ("/api/histories", "%6Bey=SECRET&KEY=SECRET&key =SECRET", "/api/histories"),
        ("/api/lineage/hda/1", "cursor=SECRET&depth=2", "/api/lineage/hda/1?depth=2"),
        ("/a%0Ab", "q=%0Ainjected", "/a%0Ab?q=%0Ainjected"),
        ("/api", "q=\xff", "/api?q=%C3%BF"),
    ],
)
def test_keys_are_not_shown(path, query, shown):
    scope = {"raw_path": path.encode(), "query_string": query.encode("latin-1")}
    assert address_without_secrets(scope) == shown
