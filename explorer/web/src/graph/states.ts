/** States: Galaxy's own words, and the tone (colour) and icon that each has. One table for cards, pills and bars. */
import table from "../../../look/states.json";
import type { StateCounts } from "../api/types";

export type Tone =
  | "error" | "paused" | "running" | "queued" | "new" | "deleted" | "empty" | "ok" | "hidden" | "restricted" | "warning";

interface State {
  tone: Tone;
  icon: string;
}

/** Worst first: one bad element speaks for its whole collection, in Galaxy's order. Pictures in files have the same table. */
const STATES = table as Record<string, State>;
const ORDER = Object.keys(STATES);
const UNKNOWN: State = { tone: "new", icon: "new" };

export const toneOf = (name: string): Tone => (STATES[name] ?? UNKNOWN).tone;
export const iconOf = (name: string): string => (STATES[name] ?? UNKNOWN).icon;
export const wordOf = (name: string): string => name.replaceAll("_", " ");

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.indexOf("ok") - 0.5 : at;
}

/** The states that occur, worst first. */
export function worstFirst(counts: StateCounts): string[] {
  return Object.keys(counts).filter((name) => counts[name]).sort((a, b) => rank(a) - rank(b));
}

export const worst = (counts: StateCounts): string => worstFirst(counts)[0] ?? "empty";

/** "2 running" for many, "running" for one. */
export function stateWord(counts: StateCounts, many: boolean): string {
  const name = worst(counts);
  return many && counts[name] ? `${counts[name]} ${wordOf(name)}` : wordOf(name);
}

const UNDER_WAY: Tone[] = ["running", "queued", "new", "paused"];
/** Whether nothing goes on any more. */
export const isDone = (counts: StateCounts): boolean => !Object.keys(counts).some((name) => counts[name] && UNDER_WAY.includes(toneOf(name)));

/** Whether a state asks for attention when there is room for one icon only. */
export const isAlarm = (name: string): boolean => !["ok", "empty"].includes(name);
