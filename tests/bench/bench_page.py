"""Times the page in Chromium on made-up histories: python -m tests.bench.bench_page [items …].

The answers are made here, from `histories`, laid out as the server does it, and given to the built page by the browser
itself: what is measured is the page. First picture: from the end of the answer to the second frame with cards in it.
Frames: while a hand drags, and while a wheel turns, for some seconds each, once a frame; and how much processor time a
frame takes, of the page's main thread and of the whole browser (painting too), which other programs on the machine
change little.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Route

from explorer.layout import Card, Layout, Link, layout
from tests.bench.histories import history
from tests.bench.processor_time import of_descendants
from tests.browser import chromium

DIST: Final = Path(__file__).parents[2] / "explorer" / "web" / "dist"
HERE: Final = "http://page.bench"
CLIENT: Final = {"dataset": "hda", "collection": "hdca", "execution": "tool_execution"}
SECONDS: Final = 3

BUDGETS: Final = {
    "layout ms": 150,
    "first picture ms": 1_000,
    "pan frames/s": 30,
    "pan ms a frame": 33,
    "pan browser ms": 66,
    "zoom frames/s": 30,
    "zoom ms a frame": 33,
    "zoom browser ms": 66,
    "elements": 600,
    "script kB gz": 150,
}
"""What must hold, for 5,000 items as for 1,000; frames are at least, the others at most. The
browser as a whole has two cores for a thirtieth of a second."""

WATCH: Final = """
new MutationObserver((_, observer) => {
  if (!document.querySelector('.card, .block')) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => (window.firstPicture = performance.now())));
}).observe(document, { childList: true, subtree: true });
"""
FIRST: Final = """() => window.firstPicture
  - performance.getEntriesByType('resource').find(entry => entry.name.includes('/api/view')).responseEnd"""
FRAMES: Final = """([move, seconds]) => new Promise(done => {
  const svg = document.querySelector('.canvas > svg');
  const box = svg.getBoundingClientRect();
  const [x, y] = [box.width / 2, box.height / 2];
  const fire = (Kind, name, more) => svg.dispatchEvent(
    new Kind(name, { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, ...more }));
  const acts = {
    pan: n => fire(MouseEvent, 'mousemove', { clientX: x + 300 * Math.sin(n / 20), clientY: y + n % 200 }),
    zoom: n => fire(WheelEvent, 'wheel', { deltaY: n % 120 < 60 ? -20 : 20 }),
  };
  if (move === 'pan') fire(MouseEvent, 'mousedown', { button: 0, buttons: 1 });
  let [frames, most] = [0, 0];
  const begun = performance.now();
  const step = now => {
    if (now - begun > 1000 * seconds) {
      fire(MouseEvent, 'mouseup', {});
      return done([1000 * frames / (now - begun), most, frames]);
    }
    acts[move](frames++);
    most = Math.max(most, document.querySelectorAll('*').length);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one size."""

    items: int
    values: dict[str, float]


def measure(browser: Browser, size: int) -> Figures:
    """Show a history of about `size` cards, drag it and zoom it."""
    cards, links = history(size)
    begun = time.process_time()
    picture = layout(cards, links)
    spent = 1_000 * (time.process_time() - begun)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    body = json.dumps(_answer(cards, links, picture))
    page.route(f"{HERE}/**", lambda route: _give(route, body))
    page.goto(f"{HERE}/histories/1")
    page.wait_for_function("window.firstPicture !== undefined", timeout=60_000)
    values = {"layout ms": spent, "first picture ms": page.evaluate(FIRST)}
    elements = 0
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    for move in ("pan", "zoom"):
        begun, all_begun = _busy(clock), of_descendants()
        values[f"{move} frames/s"], most, frames = page.evaluate(FRAMES, [move, SECONDS])
        values[f"{move} ms a frame"] = 1_000 * (_busy(clock) - begun) / max(frames, 1)
        values[f"{move} browser ms"] = 1_000 * (of_descendants() - all_begun) / max(frames, 1)
        elements = max(elements, most)
    page.close()
    return Figures(size, values | {"elements": elements, "script kB gz": _script()})


def _busy(clock: CDPSession) -> float:
    """Seconds of processor time that the page's main thread has taken: what other programs do is not in it."""
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def _give(route: Route, body: str) -> None:
    """Answer as the server would: the page, and what it asks for."""
    path = route.request.url.removeprefix(HERE).partition("?")[0]
    if path == "/api/view":
        route.fulfill(body=body, content_type="application/json")
    elif path.startswith("/api"):
        route.fulfill(body='{"instances": []}', content_type="application/json")
    else:
        file = DIST / path.lstrip("/") if path.startswith("/assets") else DIST / "index.html"
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/html")


def _answer(cards: Sequence[Card], links: Sequence[Link], picture: Layout) -> dict[str, Any]:
    refs = {card.id: {"src": CLIENT[card.kind], "id": str(card.id)} for card in cards}
    nodes = [refs[card.id] | _node(card) for card in cards]
    edges = [{"source": refs[e.source], "target": refs[e.target], "type": "dataset_input"} for e in links]
    items = sum(card.kind != "execution" for card in cards)
    counts = {"items": items, "executions": len(cards) - items, "deleted": 0, "hidden": 0, "uploads": 0}
    return {
        "history": {"id": "1", "name": f"A history of {len(cards)}"},
        "seed": None,
        "nodes": nodes,
        "edges": edges,
        "opened": [],
        "runs": [],
        "hubs": [],
        "counts": counts | {"restricted": 0, "tools": [], "states": {"ok": len(cards)}, "first": None, "last": None},
        "left_out": {},
        "layout": _places(picture, refs),
    }


def _node(card: Card) -> dict[str, Any]:
    """A node in one of the states that there are: most went well."""
    state = "error" if card.order[0] % 50 == 0 else "running" if card.order[0] % 97 == 0 else "ok"
    made = f"2026-01-01T{card.order[0] // 3600 % 24:02}:{card.order[0] // 60 % 60:02}:{card.order[0] % 60:02}Z"
    states = {state: card.count or 1}
    common = {"create_time": made, "count": card.count, "states": states, "state": state}
    if card.kind == "execution":
        return common | {"tool_id": "a_tool", "tool_name": card.name, "tool_version": "1.0", "mapped": bool(card.count)}
    return common | {"name": card.name, "hid": card.order[0], "extension": "txt", "deleted": False, "visible": True}


def _places(picture: Layout, refs: dict[Any, dict[str, str]]) -> dict[str, Any]:
    names = ("x", "y", "width", "height", "lines", "column", "block")
    return {
        "width": picture.width,
        "height": picture.height,
        "cards": [refs[card.ref] | {name: getattr(card, name) for name in names} for card in picture.cards],
        "edges": [
            {"source": refs[e.source], "target": refs[e.target], "points": e.points, "style": e.style}
            for e in picture.edges
        ],
        "spines": [{"source": refs[s.source], "target": refs[s.target]} for s in picture.spines],
        "frames": [],
    }


def _script() -> float:
    """All scripts of the built page, compressed."""
    return sum(len(gzip.compress(file.read_bytes())) for file in DIST.glob("assets/*.js")) / 1_000


def _lines(found: Figures) -> Iterator[str]:
    for name, value in found.values.items():
        least = name.endswith("frames/s")
        holds = value >= BUDGETS[name] if least else value <= BUDGETS[name]
        word = "at least" if least else "at most"
        yield f"{found.items:>7}  {name:18}{value:10.1f}   {word} {BUDGETS[name]:<6} {'holds' if holds else 'BROKEN'}\n"


def main(sizes: list[int]) -> None:
    """Print a line for each size and measure."""
    with chromium.running() as browser:
        for size in sizes:
            sys.stdout.writelines(_lines(measure(browser, size)))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 5_000])
