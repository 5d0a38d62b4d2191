/** Chevrons: where they stand beside a card, how wide they are, and which have room there. Pure. */
import type { Card } from "./cards";
import type { Way } from "./folding";
import type { Rect } from "./levels";
import { PORT, W } from "./shapes";

/** `count`: neighbours to come; 0: it folds what is loaded. `met`: lines meet that side. */
export interface Chevron {
  key: string;
  card: Card;
  way: Way;
  count: number;
  met: boolean;
}

const GAP = 6;
const HEIGHT = 22;
const MOST = 999;

export const textOf = (count: number): string => (count > MOST ? `${MOST}+` : String(count));
/** Its width in pixels, whatever the zoom. */
export const widthOf = (count: number): number => (count ? 26 + 7 * textOf(count).length : 21);

/** Where its left end stands. Where lines meet that side it is on the top line of an execution, on the bottom line of data. */
export function standsAt({ card, way, count, met }: Chevron, k: number): { x: number; y: number } {
  const wide = widthOf(count) / Math.min(1, k);
  if (met) return { x: card.x + (way === "up" ? 14 : W - 14 - wide), y: card.y + (card.kind === "execution" ? -7 : card.fullHeight) };
  return { x: card.x + (way === "up" ? -GAP - wide : W + GAP), y: card.y + PORT };
}

/** Whether it covers no card: below life size it is as large as ever, and the room between columns is not. */
export function isFree(chevron: Chevron, cards: Card[], k: number): boolean {
  if (chevron.met) return false;
  const at = standsAt(chevron, k);
  const scale = 1 / Math.min(1, k);
  const box: Rect = { x: at.x, y: at.y - (HEIGHT / 2) * scale, width: widthOf(chevron.count) * scale, height: HEIGHT * scale };
  return !cards.some((card) => card.x < box.x + box.width && card.x + W > box.x && card.y < box.y + box.height && card.y + card.fullHeight > box.y);
}
