/** Only the rows in view are in the document, with a few around them. Pure. */
const AROUND = 1;

export interface Span {
  start: number;
  end: number;
}

/** Rows that a window shows: `top` and `height` in pixels, `row` the height of one. */
export function spanOf(top: number, height: number, row: number, total: number): Span {
  const start = Math.max(0, Math.floor(top / row) - AROUND);
  return { start, end: Math.min(total, Math.ceil((top + height) / row) + AROUND) };
}

/** The offset at which a row is in view below the head; the one there is if it is. */
export function scrolledTo(index: number, top: number, height: number, row: number): number {
  const start = index * row;
  if (start < top) return start;
  return start + row > top + height ? start + row - height : top;
}
