/** Where the reader was: the last graphs, kept by this browser only. */
import { shallowRef } from "vue";

export interface Visit {
  address: string;
  icon: string;
  title: string;
  note: string;
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

/** Puts a visit first; one of the same place and title takes its older place. */
export function visited(visit: Visit): void {
  const place = (one: Visit): string => one.address.split("?")[0]!;
  visits.value = [visit, ...visits.value.filter((one) => place(one) !== place(visit))].slice(0, MOST);
  try {
    window.localStorage.setItem(STORE, JSON.stringify(visits.value));
  } catch {
    // A browser that keeps nothing: they hold for this visit.
  }
}
