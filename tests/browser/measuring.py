"""What is on the page, measured: boxes in pixels, words with their sizes and colours."""

from __future__ import annotations

from typing import Any, TypedDict

from playwright.sync_api import Page


class Box(TypedDict):
    """A rectangle on the screen."""

    x: float
    y: float
    width: float
    height: float


BOXES = """parts => parts.map(part => {
  const found = document.querySelector(part).getBoundingClientRect();
  return {x: found.x, y: found.y, width: found.width, height: found.height};
})"""

CARDS = """() => Object.fromEntries([...document.querySelectorAll('.card')].map(card => {
  const [x, y] = card.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
  return [card.dataset.key, {x, y, width: 200, height: card.querySelector('.body').getBBox().height}];
}))"""
"""Cards in units of the graph, with their sheets, by key."""

SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll('body *')].flatMap(element => {
  const says = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const box = element.getBoundingClientRect();
  if (!says || !box.width || element.closest('.unseen')) return [];
  const scale = element.getScreenCTM ? element.getScreenCTM().a : 1;
  return [parseFloat(getComputedStyle(element).fontSize) * scale].filter(Boolean);
}))"""

TOUCHING = """() => [...document.querySelectorAll('.card')].flatMap(card => {
  const name = card.querySelector('.name');
  if (!name || !name.textContent.trim()) return [];
  const box = each => each.getBBox();
  const inner = box(name);
  const meets = other => inner.x < other.x + other.width && inner.x + inner.width > other.x
    && inner.y < other.y + other.height && inner.y + inner.height > other.y;
  const body = box(card.querySelector('.body'));
  const leaves = inner.x < 4 || inner.y < 0 || inner.x + inner.width > 196 || inner.y + inner.height > body.height;
  const met = [...card.querySelectorAll('.caret, .word')].some(other => meets(box(other)));
  return leaves || met ? [card.ariaLabel] : [];
})"""

UNDER_CARDS = """() => {
  const cards = [...document.querySelectorAll('.card')].map(card => {
    const [x, y] = card.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
    return {x, y, height: card.querySelector('.body').getBBox().height, name: card.ariaLabel};
  });
  const within = (value, from, size) => value > from + 1 && value < from + size - 1;
  const inside = (card, at) => within(at.x, card.x, 200) && within(at.y, card.y, card.height);
  const found = new Set();
  for (const path of document.querySelectorAll('.edge:not(.tip)'))
    for (let at = 0; at < path.getTotalLength(); at += 6) {
      const point = path.getPointAtLength(at);
      cards.filter(card => inside(card, point)).forEach(card => found.add(card.name));
    }
  return [...found];
}"""

ARROWS = """() => [...document.querySelectorAll('.edge.tip')].flatMap(path =>
  [...path.getAttribute('d').matchAll(/M(-?[\\d.]+) (-?[\\d.]+)m-9/g)].map(found => found.slice(1).map(Number)))"""

COLOURS = """() => [...new Set([...document.querySelectorAll('body, body *')].flatMap(each => {
  const look = getComputedStyle(each);
  const says = [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  if (!each.getBoundingClientRect().width) return [];
  return [look.backgroundColor, says ? look.color : '', each.matches('.body') ? look.fill : ''];
}))]"""

WORDS = """part => [...document.querySelectorAll(part)].flatMap(card => {
  const ground = getComputedStyle(card.querySelector('.body')).fill;
  return [...card.querySelectorAll('text')].map(text => [getComputedStyle(text).fill, ground]);
})"""
"""Colours of the words of cards and of what they stand on."""


def boxes(page: Page, *parts: str) -> list[Box]:
    """Return where parts of the page stand."""
    found: list[Box] = page.evaluate(BOXES, list(parts))
    return found


def cards(page: Page) -> dict[str, Box]:
    """Return the cards that are drawn, in units of the graph."""
    found: dict[str, Box] = page.evaluate(CARDS)
    return found


def colour(page: Page, part: str, name: str) -> str:
    """Return a computed colour of the first such part."""
    found: str = page.locator(part).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return found


def colours(page: Page) -> set[str]:
    """Return the colours of all grounds, of words and of cards that are seen."""
    return set(page.evaluate(COLOURS))


def drawing(page: Page) -> str:
    """Return all that is drawn on the canvas, shape by shape."""
    found: str = page.locator(".canvas svg").first.evaluate("svg => svg.innerHTML")
    return found


def elements(page: Page) -> int:
    """Return how many elements the document has."""
    found: int = page.evaluate("document.querySelectorAll('*').length")
    return found


def smallest_text(page: Page) -> float:
    """Return the size of the smallest words that are seen, in px on the screen."""
    found: float = page.evaluate(SMALLEST_TEXT)
    return found


def touching(page: Page) -> list[str]:
    """Return the cards whose name leaves them, or meets their caret or their state."""
    found: list[str] = page.evaluate(TOUCHING)
    return found


def under_cards(page: Page) -> list[str]:
    """Return the cards that an edge runs under."""
    found: list[str] = page.evaluate(UNDER_CARDS)
    return found


def arrows(page: Page) -> list[tuple[float, float]]:
    """Return where arrows end, in units of the graph."""
    found: list[list[float]] = page.evaluate(ARROWS)
    return [(x, y) for x, y in found]


def contrasts(page: Page, part: str) -> list[float]:
    """Return the contrast of each word of such cards with its card, by WCAG 2."""
    pairs: list[Any] = page.evaluate(WORDS, part)
    return [_contrast(_luminance(ink), _luminance(ground)) for ink, ground in pairs]


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
