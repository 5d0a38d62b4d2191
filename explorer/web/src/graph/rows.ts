/** Rows of opened cards: how they are called, and the lines between rows when one of them is chosen. Pure. */
import type { Row } from "../api/types";
import { bytes, duration } from "../words";
import type { Card } from "./cards";
import { ortho } from "./edges";
import { ROW, ROWS_GAP, W } from "./shapes";

export const keyOfRow = (row: Row): string => `${row.src}:${row.id}`;

/** Where a line meets row `index` of a card, below the card's upper edge. */
export const portOfRow = (card: Card, index: number): number => card.foot + ROWS_GAP + index * ROW + ROW / 2 - 1;

/** The identifiers from the outside in: what groups it, and its own. */
export function rowName(row: Row): { group: string; name: string } {
  if (row.restricted) return { group: "", name: "you can’t see this" };
  const path = row.path ?? [];
  return { group: path.slice(0, -1).join(" / "), name: path.at(-1) ?? row.name ?? `${row.src === "job" ? "job" : "item"} ${row.id}` };
}

export function rowMeta(row: Row): string {
  if (row.seconds !== null && row.seconds !== undefined) return duration(row.seconds);
  return row.file_size === null || row.file_size === undefined ? "" : bytes(row.file_size);
}

export interface LitRows {
  keys: Set<string>;
  /** Lines between them, and their heads. */
  line: string;
  tips: string;
}
interface Spot {
  card: Card;
  row: Row;
  y: number;
}

/** The chosen row, the jobs that read or wrote it, and what those read and wrote, as far as their rows are in view. */
export function litRows(cards: Card[], chosen: string | null): LitRows | null {
  const spots = cards.flatMap((card) => (card.opened?.rows ?? []).map((row, i): Spot => ({ card, row, y: card.y + portOfRow(card, i) })));
  if (!spots.some(({ row }) => keyOfRow(row) === chosen)) return null;
  const jobs = spots.filter(({ row }) => row.src === "job" && touches(row, chosen!));
  const keys = new Set([chosen!, ...jobs.flatMap(({ row }) => [keyOfRow(row), ...near(row)])]);
  const lit: LitRows = { keys, line: "", tips: "" };
  for (const job of jobs)
    for (const data of spots.filter(({ row }) => row.src === "hda" && keys.has(keyOfRow(row)))) join(lit, job, data);
  return lit;
}

const refs = (list: Row["reads"]): string[] => (list ?? []).map((ref) => `${ref.src}:${ref.id}`);
const near = (job: Row): string[] => [...refs(job.reads), ...refs(job.writes)];
const touches = (job: Row, key: string): boolean => keyOfRow(job) === key || near(job).includes(key);

function join(lit: LitRows, job: Spot, data: Spot): void {
  const key = keyOfRow(data.row);
  if (refs(job.row.reads).includes(key)) {
    const [start, end, lane] = [data.card.x + W, job.card.x, job.card.x - 20];
    lit.line += ortho([[start, data.y], [lane, data.y], [lane, job.y], [end - 10, job.y]]);
    lit.tips += `M${end - 1} ${job.y}m-9 -4.5l9 4.5l-9 4.5z`;
  } else if (refs(job.row.writes).includes(key) && data.card.x === job.card.x) {
    const side = job.card.x + W;
    lit.line += ortho([[side, job.y], [side + 14, job.y], [side + 14, data.y], [side + 10, data.y]]);
    lit.tips += `M${side + 1} ${data.y}m9 -4.5l-9 4.5l9 4.5z`;
  }
}
