"""A missing browser is said, never skipped."""

from __future__ import annotations

import pytest

from tests.browser import chromium


def test_a_missing_chromium_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(chromium.NoChromium, match="apt-get install chromium"):
        chromium.executable()
