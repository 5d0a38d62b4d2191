/** How old the graph is: one state for masthead and notice. */
import { reactive } from "vue";
import { parseTime } from "../words";
import type { SyncAges } from "./types";

/** From this age on, in ms, newer records may well be missing: a server that follows Galaxy syncs every minute or so. */
export const STALE = 30 * 60_000;

export const freshness = reactive({ synced: null as string | null, isStale: false, now: Date.now() });

/** The oldest of the Galaxies counts. */
export function learn(ages: SyncAges, now: number): void {
  const times = ages.instances.flatMap(({ synced }) => (synced ? [synced] : [])).sort();
  freshness.synced = times[0] ?? null;
  freshness.isStale = times.length > 0 && now - (parseTime(times[0])?.getTime() ?? now) > STALE;
  freshness.now = now;
}
