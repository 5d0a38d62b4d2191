/** Where the keyboard goes from a card: the spatial neighbour, the next one along the lineage. Pure. */
import type { Card } from "./cards";
import type { Way } from "./folding";
import type { Picture } from "./picture";
import { W } from "./shapes";

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** Unit of each arrow: across, down. */
const ARROWS: Record<Arrow, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const isArrow = (key: string): key is Arrow => key in ARROWS;

/** The nearest card in a direction; what lies beside the way counts twice as far. */
export function neighbour(cards: Card[], from: Card, arrow: Arrow): Card | null {
  const [dx, dy] = ARROWS[arrow];
  let best: Card | null = null;
  let least = Infinity;
  for (const card of cards) {
    const [x, y] = [card.x - from.x, card.y + card.height / 2 - (from.y + from.height / 2)];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const far = ahead + 2 * aside;
    if (card !== from && ahead > 1 && far < least && withinCone(ahead, aside, dx !== 0)) [best, least] = [card, far];
  }
  return best;
}

/** Sideways a column may be left at any height; up and down stays in the column. */
const withinCone = (ahead: number, aside: number, sideways: boolean): boolean => (sideways ? ahead >= W : aside < W / 2 || aside < ahead / 2);

/** The nearest one that a card comes from, or that came of it. */
export function nextAlong(card: Card, way: Way, { flow, byKey }: Pick<Picture, "flow" | "byKey">): Card | null {
  const cards = (flow[way].get(card.key) ?? []).flatMap((key) => byKey.get(key) ?? []);
  return cards.sort((a, b) => Math.abs(a.y - card.y) - Math.abs(b.y - card.y))[0] ?? null;
}

/** Where Tab enters: the chosen card, else the first one of the first column. */
export function entry(cards: Card[], selected: string | null): Card | null {
  const chosen = cards.find((card) => card.key === selected);
  if (chosen) return chosen;
  return cards.reduce<Card | null>((first, card) => (first && (first.x < card.x || (first.x === card.x && first.y <= card.y)) ? first : card), null);
}

/** The card at a point of the graph, the topmost first. */
export function cardAt(cards: Card[], x: number, y: number): Card | null {
  return cards.findLast((c) => x >= c.x && x <= c.x + W && y >= c.y && y <= c.y + c.fullHeight) ?? null;
}
