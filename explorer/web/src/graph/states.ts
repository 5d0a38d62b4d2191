/** States: Galaxy's own words, and the tone (colour) and icon that each has. One table for cards, pills and bars. */
import type { StateCounts } from "../api/types";

export type Tone =
  | "error" | "paused" | "running" | "queued" | "new" | "deleted" | "empty" | "ok" | "hidden" | "restricted" | "warning";

interface State {
  tone: Tone;
  icon: string;
}
const state = (tone: Tone, icon: string = tone): State => ({ tone, icon });

/** Worst first: one bad element speaks for its whole collection, in Galaxy's order. */
const STATES: Record<string, State> = {
  error: state("error"),
  failed: state("error"),
  failed_metadata: state("error"),
  paused: state("paused"),
  waiting: state("paused"),
  running: state("running"),
  setting_metadata: state("running"),
  upload: state("running"),
  stopping: state("running"),
  stop: state("running"),
  deleting: state("running"),
  queued: state("queued"),
  resubmitted: state("queued"),
  deferred: state("queued"),
  new: state("new"),
  discarded: state("deleted", "discarded"),
  purged: state("deleted"),
  deleted: state("deleted"),
  stopped: state("deleted", "discarded"),
  skipped: state("empty"),
  empty: state("empty"),
  ok: state("ok"),
  hidden: state("hidden"),
  restricted: state("restricted"),
};
const ORDER = Object.keys(STATES);
const UNKNOWN = state("new");

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

/** Whether a state asks for attention when there is room for one icon only. */
export const isAlarm = (name: string): boolean => !["ok", "empty"].includes(name);
