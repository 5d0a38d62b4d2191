/** Filters by kind: what is left out unless one says otherwise, and how leaving out is said. Pure. */
import type { Counts } from "../api/types";
import { stateOf, type GraphRoute } from "../url";

export interface KindOf {
  name: keyof Counts & ("deleted" | "hidden" | "uploads" | "restricted");
  label: string;
}
export const KINDS: KindOf[] = [
  { name: "deleted", label: "Deleted" },
  { name: "hidden", label: "Hidden" },
  { name: "uploads", label: "Uploads" },
  { name: "restricted", label: "Restricted" },
];

/** As the API has it: a history leaves out what is deleted, a lineage nothing. */
export const hiddenKinds = (route: GraphRoute): string[] => stateOf(route).hide ?? (route.page === "history" ? ["deleted"] : []);

export const toggledKind = (hidden: string[], kind: string): string[] => (hidden.includes(kind) ? hidden.filter((one) => one !== kind) : [...hidden, kind]);

/** No filter at all: back to what goes without saying. */
export const UNFILTERED = { hide: null, tools: [], states: [], since: null, until: null };

export function isFiltered(route: GraphRoute): boolean {
  const { hide, tools, states, since, until } = stateOf(route);
  return Boolean(hide || tools.length || states.length || since || until);
}

/** "4 deleted, 10 hidden, 11 by tool". */
export function saidLeftOut(leftOut: Record<string, number>): string {
  const by = (reason: string): string => (["tool", "state", "time"].includes(reason) ? `by ${reason}` : reason);
  return Object.entries(leftOut).map(([reason, n]) => `${n} ${by(reason)}`).join(", ");
}
