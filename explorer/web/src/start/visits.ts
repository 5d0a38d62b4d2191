/** Where the reader was: the last graphs, kept by this browser only. */
import { shallowRef } from "vue";
import { format, stateOf, type GraphRoute } from "../url";

export interface Visit {
  address: string;
  icon: string;
  title: string;
  note: string;
  /** When, in ms. */
  time?: number;
}

const STORE = "galaxy-lineage-visits";
const MOST = 5;

function remembered(): Visit[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(found) ? found.filter((visit) => typeof visit?.address === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export const visits = shallowRef<Visit[]>(remembered());

const DIRECTIONS: Record<string, string> = { both: "Lineage, both ways", upstream: "Lineage, upstream", downstream: "Lineage, downstream", none: "Lineage" };

/** Notes a history or a lineage that is seen. `icon`: what it begins at; `history`: where that stands. */
export function visitTo(route: GraphRoute, title: string, icon: string, history: string | null): void {
  const what = route.page === "history" ? "History" : DIRECTIONS[stateOf(route).sides];
  const note = [what, route.page === "lineage" ? history : null].filter(Boolean).join(" · ");
  visited({ address: format({ ...route, selected: null }), icon, title, note });
}

/** Puts a visit first; one of the same place and title takes its older place. */
export function visited(visit: Visit): void {
  visit = { ...visit, time: Date.now() };
  const place = (one: Visit): string => one.address.split("?")[0]!;
  visits.value = [visit, ...visits.value.filter((one) => place(one) !== place(visit))].slice(0, MOST);
  try {
    window.localStorage.setItem(STORE, JSON.stringify(visits.value));
  } catch {
    // A browser that keeps nothing: they hold for this visit.
  }
}
