"""The system's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb"]


class NoChromium(Exception):
    """The browser tests need Chromium: `apt-get install chromium` (or your system's package), then run them again."""


def executable() -> str:
    """Return the path of the first browser found; raise `NoChromium` with what to do."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoChromium(NoChromium.__doc__)


@contextmanager
def running() -> Iterator[Browser]:
    """One headless browser."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
