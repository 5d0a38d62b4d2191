/** Levels of detail: zoom or count, whichever asks for less. And what is in view at all. */
import type { Card } from "./cards";
import type { Edge } from "./edges";
import { W } from "./shapes";

/** `bulk` is Scan with one path for the outlines of each kind and state. */
export type Level = "read" | "scan" | "bulk" | "map";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface View {
  x: number;
  y: number;
  k: number;
}

const READ = { zoom: 1, cards: 36 };
const SCAN = { zoom: 0.5, cards: 180 };
const BULK = 60;
/** Zooming there in steps may end a hair below 1. */
const EPSILON = 1e-6;
/** Rings and heads of arrows reach this far beyond a card. */
const MARGIN = 24;

/** Rows of an opened card that have as many elements as a card. */
const ROWS = 4;

/** How many cards there are to draw, where rows count too. */
export const weightOf = (cards: Card[]): number => cards.reduce((sum, card) => sum + 1 + (card.opened?.rows.length ?? 0) / ROWS, 0);

export function levelOf(k: number, cards: number): Level {
  if (k < SCAN.zoom || cards > SCAN.cards) return "map";
  if (k > READ.zoom - EPSILON && cards <= READ.cards) return "read";
  return cards > BULK ? "bulk" : "scan";
}

/** The part of the graph that a canvas shows. */
export function windowOf(view: View, width: number, height: number): Rect {
  return { x: -view.x / view.k, y: -view.y / view.k, width: width / view.k, height: height / view.k };
}

/** While a picture moves, edges are drawn this much further on each side of the window, in parts of it. */
const AROUND = 0.3;
/** And anew where their window has come to be so many times as wide as what is shown. */
const TOO_WIDE = 3;

/** The window that edges are drawn for while the picture moves: the last one for as long as it will do, as new paths are painted anew. */
export function windowAround(shown: Rect, last: Rect | undefined): Rect {
  if (last && isWithin(shown, last) && last.width < TOO_WIDE * shown.width) return last;
  const [dx, dy] = [AROUND * shown.width, AROUND * shown.height];
  return { x: shown.x - dx, y: shown.y - dy, width: shown.width + 2 * dx, height: shown.height + 2 * dy };
}

const isWithin = (one: Rect, other: Rect): boolean =>
  one.x >= other.x && one.y >= other.y && one.x + one.width <= other.x + other.width && one.y + one.height <= other.y + other.height;

export function cardsIn(cards: Card[], rect: Rect): Card[] {
  const [right, bottom] = [rect.x + rect.width + MARGIN, rect.y + rect.height + MARGIN];
  return cards.filter((c) => c.x < right && c.x + W > rect.x - MARGIN && c.y < bottom && c.y + c.fullHeight > rect.y - MARGIN);
}

export function edgesIn(edges: Edge[], rect: Rect): Edge[] {
  const [right, bottom] = [rect.x + rect.width + MARGIN, rect.y + rect.height + MARGIN];
  return edges.filter(({ box }) => box[0] < right && box[2] > rect.x - MARGIN && box[1] < bottom && box[3] > rect.y - MARGIN);
}
