/** Where the picture stands: pure arithmetic between graph units and the canvas. */
import type { Card } from "./cards";
import type { Rect, View } from "./levels";
import { W } from "./shapes";

export const ZOOM_MIN = 0.05;
export const ZOOM_MAX = 2;
const FIRST_FIT = 0.5;
const FIRST = 0.62;
const MARGIN = 40;

/** The box around all cards. */
export function boundsOf(cards: Card[]): Rect {
  if (!cards.length) return { x: 0, y: 0, width: 1, height: 1 };
  const left = Math.min(...cards.map((c) => c.x));
  const top = Math.min(...cards.map((c) => c.y));
  const right = Math.max(...cards.map((c) => c.x + W));
  const bottom = Math.max(...cards.map((c) => c.y + c.fullHeight));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function centred(rect: Rect, k: number, width: number, height: number): View {
  return { k, x: (width - rect.width * k) / 2 - rect.x * k, y: (height - rect.height * k) / 2 - rect.y * k };
}

/** Everything in view, never larger than 1. */
export function fit(bounds: Rect, width: number, height: number): View {
  const k = Math.min(1, (width - 2 * MARGIN) / bounds.width, (height - 2 * MARGIN) / bounds.height);
  return centred(bounds, Math.max(k, ZOOM_MIN), width, height);
}

/** The first picture: fitted if that can be read, else 0.62 with one card in view: the chosen one or the newest result. */
export function firstView(cards: Card[], around: Card | null, width: number, height: number): View {
  const whole = fit(boundsOf(cards), width, height);
  if (whole.k >= FIRST_FIT || !around) return whole;
  const view = centred({ x: around.x, y: around.y, width: W, height: around.fullHeight }, FIRST, width, height);
  const bounds = boundsOf(cards);
  return { k: FIRST, x: filled(view.x, bounds.x * FIRST, bounds.width * FIRST, width), y: filled(view.y, bounds.y * FIRST, bounds.height * FIRST, height) };
}

/** An offset that leaves no empty side while the graph goes on at the other; what fits stands in the middle. */
function filled(offset: number, start: number, size: number, room: number): number {
  if (size <= room - 2 * MARGIN) return (room - size) / 2 - start;
  return Math.min(MARGIN - start, Math.max(room - MARGIN - start - size, offset));
}

/** The view at another zoom, within its bounds; a point of the canvas stays where it is. */
export function zoomed(view: View, k: number, [x, y]: [number, number]): View {
  const to = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, k));
  return { k: to, x: x - ((x - view.x) / view.k) * to, y: y - ((y - view.y) / view.k) * to };
}

/** The view moved as little as needed to bring a card into it; the same view if it is there. */
export const reveal = (view: View, card: Card, width: number, height: number): View => revealBox(view, boundsOf([card]), width, height);

/** The same for a part of the picture; of what is larger than the canvas its upper left corner. */
export function revealBox(view: View, box: Rect, width: number, height: number): View {
  const shift = (start: number, size: number, room: number): number => {
    const margin = Math.min(MARGIN, Math.max(0, (room - size) / 2));
    if (start < margin) return margin - start;
    return start + size > room - margin ? room - margin - size - start : 0;
  };
  const dx = shift(box.x * view.k + view.x, box.width * view.k, width);
  const dy = shift(box.y * view.k + view.y, box.height * view.k, height);
  return dx || dy ? { ...view, x: view.x + dx, y: view.y + dy } : view;
}

/** What a bar at the head of the canvas takes, with room below it. */
const HEAD = 64;

/** The view moved down as far as needed for the top of the picture to stand below a bar at the head of the canvas. */
export function belowHead(view: View, cards: Card[]): View {
  const top = boundsOf(cards).y * view.k + view.y;
  return top > -HEAD && top < HEAD ? { ...view, y: view.y + HEAD - top } : view;
}

/** The newest card: what was made last, data before executions. */
export function newestOf(cards: Card[]): Card | null {
  const time = (card: Card): string => card.node.create_time ?? "";
  const better = (a: Card, b: Card): boolean => time(b) > time(a) || (time(b) === time(a) && b.kind !== "execution");
  return cards.reduce<Card | null>((best, card) => (!best || better(best, card) ? card : best), null);
}
