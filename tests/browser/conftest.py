"""Pages on servers: every test ends with a look at the browser's console, which has to be empty."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser import chromium
from tests.browser.serving import ServeProcess, serving
from tests.engines.graph_server import GraphServer
from tests.engines.ways import free_port

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
WIDE = (1440, 900)
NARROW = (390, 844)
PATIENCE_MS = 30_000

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    expect.set_options(timeout=PATIENCE_MS)
    with chromium.running() as browser:
        yield browser


@pytest.fixture(scope="session")
def explorer(local_samples_url: str) -> Iterator[ServeProcess]:
    """A server on the loaded sample; only for reading."""
    with serving(local_samples_url, free_port()) as server:
        yield server


@pytest.fixture
def mortal_explorer(local_samples_url: str) -> Iterator[ServeProcess]:
    """A server on the loaded sample that a test may stop."""
    with serving(local_samples_url, free_port()) as server:
        yield server


@pytest.fixture
def empty_explorer(local_engine: GraphServer) -> Iterator[ServeProcess]:
    """A server on an empty graph."""
    local_engine.empty()
    with serving(local_engine.url, free_port()) as server:
        yield server


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained about; a test that expects something clears it."""
    return []


@pytest.fixture
def open_page(browser: Browser, complaints: list[str]) -> Iterator[OpenPage]:
    """Open a page: `open_page(url, size=WIDE, dark=False, key=None)`; `key`: the reader's API key."""
    contexts = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def open_one(url: str, size: tuple[int, int] = WIDE, *, dark: bool = False, key: str | None = None) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        if key:
            context.add_init_script(f"sessionStorage.setItem('galaxy-lineage-key', {json.dumps(key)})")
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def keep() -> Callable[[Page, str], Path]:
    """Keep a picture of a page among the artefacts: `keep(page, "name")`."""
    ARTEFACTS.mkdir(exist_ok=True)

    def shoot(page: Page, name: str) -> Path:
        path = ARTEFACTS / f"{name}.png"
        page.screenshot(path=path, animations="disabled")
        return path

    return shoot
