/** Shape says kind: a sheet with a folded corner, a stack of sheets, a capsule; what is restricted has none. Geometry repeats tokens.css; `explorer/export/shapes.py` draws the same, and a test holds the two together. */
export type Kind = "dataset" | "collection" | "execution" | "restricted" | "stub";

export const W = 200;
export const PITCH = 248;
export const PORT = 28;
export const SHEETS = 8;
export const ROW = 26;
/** From the foot of a card to its rows, where it is open. */
export const ROWS_GAP = 4;
export const PAGE_ROWS = 8;
const BAR_Y = 10;

export const pad = (kind: Kind): number => (kind === "execution" ? 16 : 12);

export function outline(kind: Kind, height: number): string {
  const b = height - 0.5;
  const r = b - 5.5;
  if (kind === "execution")
    return `M16 .5H184A15.5 15.5 0 0 1 199.5 16V${b - 15.5}A15.5 15.5 0 0 1 184 ${b}H16A15.5 15.5 0 0 1 .5 ${b - 15.5}V16A15.5 15.5 0 0 1 16 .5Z`;
  const corner = kind === "dataset" ? "H189.5L199.5 10.5" : "H194q5.5 0 5.5 5.5";
  return `M6 .5${corner}V${r}q0 5.5-5.5 5.5H6q-5.5 0-5.5-5.5V6Q.5 .5 6 .5Z`;
}

/** The rest of the shape, in the same path: the fold of a dataset, the sheets behind a collection. */
export function detail(kind: Kind, height: number): string {
  const b = height - 0.5;
  if (kind === "dataset") return "M199.5 10.5h-7.5q-2.5 0-2.5-2.5V.5";
  return kind === "collection" ? `M4.5 ${b}q1 4 6 4H189.5q5 0 6-4M8.5 ${b + 4}q1 4 6 4H185.5q5 0 6-4` : "";
}

/** The whole height that a card takes, with the sheets below a collection. */
export const full = (kind: Kind, height: number): number => height + (kind === "collection" ? SHEETS : 0);

/** Whether a point of a card is where its caret stands, with room for a finger. */
export const isOnCaret = (kind: Kind, x: number, y: number): boolean => Math.abs(x - (W - pad(kind) - 6)) <= 14 && Math.abs(y - 33) <= 14;

export interface BarPart {
  state: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The bar of states: 2 high for one item, 4 and in proportion for many, hollow for no data. `parts` are
 * [state, number], best first. At a zoom below 1 it is drawn higher, so that it can still be seen.
 */
export function bar(kind: Kind, height: number, parts: [string, number][], many: boolean, k = 1): BarPart[] {
  const x = pad(kind);
  const total = parts.reduce((sum, [, n]) => sum + n, 0) || 1;
  const gap = parts.length > 1 ? 2 : 0;
  const room = W - 2 * x - gap * (parts.length - 1);
  const thick = (many ? 4 : 2) / Math.max(Math.min(k, 1), 0.75);
  const y = height - BAR_Y + (many ? 0 : 1);
  let at = x;
  return parts.map(([state, n]) => {
    const width = (room * n) / total;
    const part = { state, x: at, y, width, height: thick };
    at += width + gap;
    return state === "empty" ? hollow(part) : part;
  });
}

/** An outline instead of a filled bar: half a pixel in on every side. */
const hollow = (p: BarPart): BarPart => ({ ...p, x: p.x + 0.5, y: p.y + 0.5, width: p.width - 1, height: Math.max(p.height - 1, 1.5) });

/** A rounded rectangle at a place, for the level where cards of one kind and state are one path; open, it is no rounder. */
export function block(x: number, y: number, height: number, round: boolean, foot = height): string {
  const r = round ? foot / 2 : 6;
  return `M${x + r} ${y}h${W - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - W}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}
